package io.ztoq.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One migration.
 *
 * @param number at least three digits, {@code 001}
 * @param name words with underscores, {@code initial_schema}
 * @param up what applies it
 * @param down what takes it back, null when nobody wrote it
 * @param header what {@code up} asks for
 * @param downTransactional false when {@code down} says {@code transaction: none}
 */
public record Migration(
    String number,
    String name,
    SqlFile up,
    @Nullable SqlFile down,
    MigrationHeader header,
    boolean downTransactional) {

  private static final Pattern NO_WAY_BACK = Pattern.compile("--\\s*rollback:\\s*none\\s*");

  /** Whether its U file says that nothing takes it back ({@code rollback: none}). */
  public boolean isIrreversible() {
    return down != null
        && down.text()
            .lines()
            .map(String::strip)
            .takeWhile(line -> line.isEmpty() || line.startsWith("--"))
            .anyMatch(line -> NO_WAY_BACK.matcher(line).matches());
  }

  /** For messages: {@code 001 initial_schema}. */
  public String display() {
    return number + " " + name;
  }

  /** The same number that Flyway computes, so that its own tools agree. */
  public int checksum() {
    CRC32 sum = new CRC32();
    try (BufferedReader lines = new BufferedReader(new StringReader(up.text()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sum.update(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return (int) sum.getValue();
  }
}
