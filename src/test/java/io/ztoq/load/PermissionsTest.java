package io.ztoq.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.qtest.QTestJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of the rights is not published: every likely one is read, doubt denies nothing. */
class PermissionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"test-cases\": {\"create\": false, \"edit\": true}}",
        "{\"testCase\": {\"canCreate\": false}}",
        "{\"rights\": {\"Test Case\": {\"Create\": \"false\"}}}",
        "{\"createTestCase\": false}",
        "{\"test_case_create\": false}",
        "{\"permissions\": [{\"object_type\": \"test-cases\", \"create\": false, \"delete\": false}]}"
      })
  void readsWhatIsClearlyDenied(String profile) {
    assertThat(Permissions.denied(QTestJson.tree(profile), true))
        .containsExactly("create testcase");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"test-cases\": {\"create\": true, \"delete\": false}}",
        "{\"requirements\": {\"create\": false}}",
        "{\"permissions\": [{\"name\": \"defects\", \"create\": false}]}",
        "{\"test-cases\": {\"create\": null}}"
      })
  void deniesNothingInDoubt(String profile) {
    assertThat(Permissions.denied(QTestJson.tree(profile), true)).isEmpty();
  }

  @Test
  void needsTheRightToApproveOnlyWhereItApproves() {
    var profile = QTestJson.tree("{\"test-cases\": {\"approve\": false}}");

    assertThat(Permissions.denied(profile, true)).containsExactly("approve testcase");
    assertThat(Permissions.denied(profile, false)).isEmpty();
  }
}
