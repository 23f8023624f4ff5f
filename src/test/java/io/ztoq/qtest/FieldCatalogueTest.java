package io.ztoq.qtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.RecordRejected;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldCatalogueTest {

  private static String written(String field, String... values) {
    QTestField parsed = QTestField.parse(QTestJson.tree(field));
    FieldCatalogue catalogue =
        new FieldCatalogue(Map.of("test-runs", Map.of(parsed.label(), parsed)), Map.of(), Map.of());
    return catalogue
        .properties("test-runs", List.of(new FieldValue(parsed.label(), List.of(values))))
        .at("/0/field_value")
        .asText();
  }

  @Test
  void usersGoAsNumbersAndInBracketsWhereTheFieldTakesSeveral() {
    String one = "{\"id\": 7, \"label\": \"Tester\", \"data_type\": 5}";
    String many = "{\"id\": 7, \"label\": \"Tester\", \"data_type\": 5, \"multiple\": true}";

    assertThat(written(one, "473")).isEqualTo("473");
    assertThat(written(many, "473")).isEqualTo("[473]");
    assertThat(written(many, "473", "12")).isEqualTo("[473,12]");
    assertThatThrownBy(() -> written(many, "Grace")).isInstanceOf(RecordRejected.class);
  }

  @Test
  void aComboBoxThatTakesSeveralOptionsGetsThemInBrackets() {
    String options =
        "\"allowed_values\": [{\"value\": 3, \"label\": \"a\"}, {\"value\": 4, \"label\": \"b\"}]}";

    assertThat(written("{\"label\": \"C\", \"data_type\": 3, " + options, "b")).isEqualTo("4");
    assertThat(written("{\"label\": \"C\", \"data_type\": 3, \"multiple\": true, " + options, "b"))
        .isEqualTo("[4]");
  }
}
