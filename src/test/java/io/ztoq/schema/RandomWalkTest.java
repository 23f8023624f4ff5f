package io.ztoq.schema;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences with fixed seeds: many on SQLite, few on PostgreSQL. */
class RandomWalkTest {

  private static final int WALKS = 6;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 100, 200, 300, 400})
  void everythingSaysTheSameOnSqlite(long seed) {
    for (int i = 0; i < WALKS; i++) {
      Path place = folder.resolve("walk" + i);
      Sets sets = new Sets(Databases.sqlite(made(place)), place.resolve("migrations"));
      new RandomWalk(sets, seed + i).go(25);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void everythingSaysTheSameOnPostgres(long seed) {
    new RandomWalk(new Sets(Databases.postgres(), folder.resolve("migrations")), seed).go(20);
  }

  private static Path made(Path place) {
    if (!place.toFile().mkdirs()) {
      throw new IllegalStateException(place.toString());
    }
    return place;
  }
}
