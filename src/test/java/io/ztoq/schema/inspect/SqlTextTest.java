package io.ztoq.schema.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTextTest {

  @Test
  void theSameStatementInAnotherFormIsTheSameText() {
    assertThat(SqlText.normal("CREATE  TABLE \"t\" ( a INT , -- note\n b TEXT )"))
        .isEqualTo(SqlText.normal("create table t(a int,b text)"));
  }

  @Test
  void textsInQuotesStayAsTheyAre() {
    assertThat(SqlText.normal("SELECT 'A  --b', \"Mixed Case\""))
        .contains("'A  --b'", "\"Mixed Case\"");
    assertThat(SqlText.bare("SELECT 'DROP', $x$ DELETE $x$")).isEqualTo("select '','' ".strip());
  }

  @Test
  void theAddressOfAScratchDatabaseKeepsServerAndParameters() {
    assertThat(
            PostgresScratch.url("jdbc:postgresql://h:1/db?ssl=true&currentSchema=x", "s", "a, b"))
        .isEqualTo("jdbc:postgresql://h:1/s?ssl=true&currentSchema=a%2C+b");
  }
}
