package io.ztoq.tenancy.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.fixture.QaDatabase;
import io.ztoq.fixture.TwoTenants;
import io.ztoq.schema.Actor;
import io.ztoq.schema.EngineOptions;
import io.ztoq.tenancy.rule.IsolationRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a proof says on SQLite, which has no row level security. */
class SqliteProofTest {

  @TempDir private Path folder;

  private ProofReport prove(QaDatabase qa) {
    return new IsolationProof(qa.database(), EnforcementContract.RULES, IsolationRules.USUAL)
        .prove();
  }

  private void enforce(QaDatabase qa) {
    new Enforcement(
            qa.database(),
            EnforcementContract.RULES,
            IsolationRules.USUAL,
            folder.resolve("migrations"),
            EngineOptions.usual(Actor.ofProcess("test")))
        .apply(told -> {});
  }

  @Test
  void theSchemaRefusesWhatItCanAndTheRestIsSaid() {
    QaDatabase qa = TwoTenants.of(QaDatabase.sqlite(folder), 12);
    List<String> rows = TwoTenants.rows(qa);
    ProofReport before = prove(qa);
    enforce(qa);

    ProofReport after = prove(qa);

    assertThat(before.isProven()).isFalse();
    assertThat(before.tables().get("test_cases"))
        .containsEntry(Attempt.UNSET, Result.LEAK)
        .containsEntry(Attempt.REFER, Result.LEAK);
    assertThat(after.leaks()).isZero();
    assertThat(after.notEnforced()).isPositive();
    assertThat(after.isProven()).isFalse();
    assertThat(after.tables().get("test_cases"))
        .containsEntry(Attempt.READ, Result.NOT_ENFORCED)
        .containsEntry(Attempt.UNSET, Result.REFUSED)
        .containsEntry(Attempt.MOVE, Result.REFUSED)
        .containsEntry(Attempt.REFER, Result.REFUSED);
    assertThat(after.findings())
        .anyMatch(one -> one.what().startsWith("SQLite has no row level security"));
    assertThat(TwoTenants.rows(qa)).isEqualTo(rows);
  }

  @Test
  void withOneTenantTheKeysThemselvesAreLookedAt() {
    QaDatabase qa = TwoTenants.of(QaDatabase.sqlite(folder), 12);
    for (String table : TwoTenants.TABLES) {
      qa.change("UPDATE %s SET tenant_id = '%s'".formatted(table, TwoTenants.A));
    }

    assertThat(prove(qa).tables().get("test_cases")).containsEntry(Attempt.REFER, Result.LEAK);
    enforce(qa);
    assertThat(prove(qa).tables().get("test_cases")).containsEntry(Attempt.REFER, Result.REFUSED);
  }
}
