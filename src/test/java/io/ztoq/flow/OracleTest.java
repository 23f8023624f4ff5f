package io.ztoq.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ztoq.flow.oracle.Oracle;
import io.ztoq.flow.oracle.ZephyrProject;
import org.junit.jupiter.api.Test;

class OracleTest {

  @Test
  void misssesEverythingInAnEmptyTarget() {
    try (Trial trial = Trial.tiny(42)) {
      long t=System.nanoTime();
      ZephyrProject source = trial.oracle().readSource();
      System.out.println((System.nanoTime()-t)/1000000 + " ms " + source.cases().size() + " " + source.executions().size());
      Oracle.Verdict verdict = trial.judge();
      System.out.println(verdict + "\n" + verdict.rejected());
      assertThat(verdict.differences()).isNotEmpty();
    }
  }
}
