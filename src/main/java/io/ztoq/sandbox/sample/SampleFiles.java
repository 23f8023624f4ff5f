package io.ztoq.sandbox.sample;

import io.ztoq.sandbox.wire.Content;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Attachments. Case 1 has the same name twice, case 3 a name beyond ASCII, case 4 an empty file,
 * case 19 the largest one. "logo.png" has the same content wherever it occurs.
 */
public final class SampleFiles {

  private static final long LOGO = 1;
  private static final long EMPTY = 2;
  private static final long LARGEST = 3;

  private final Dice dice;
  private final long largest;

  SampleFiles(Dice dice, long largest) {
    this.dice = dice;
    this.largest = largest;
  }

  /** A file on an object; {@code content} names its bytes. */
  public record SampleFile(long id, String name, long content) {}

  public List<SampleFile> ofCase(int number) {
    return switch (number) {
      case 1 -> files(1, number, 0, "screenshot.png", "screenshot.png");
      case 3 ->
          files(1, number, 0, "\u00dcbersicht \u2013 \u6e2c\u8a66 \uD83D\uDE80.txt", "logo.png");
      case 4 -> files(1, number, 0, "empty.txt");
      case 19 -> files(1, number, 0, "recording.mp4");
      default ->
          number % 9 == 1 ? files(1, number, 0, "shot-" + number + ".png", "logo.png") : List.of();
    };
  }

  public List<SampleFile> ofCaseStep(int number, int position) {
    return number % 15 == 1 && position == 1
        ? files(2, number, position, "step.log", "logo.png")
        : List.of();
  }

  public List<SampleFile> ofExecution(int number) {
    return number % 11 == 3
        ? files(3, number, 0, "console.log", "console.log", "logo.png")
        : List.of();
  }

  public List<SampleFile> ofExecutionStep(int number, int position) {
    return number % 23 == 3 && position == 1
        ? files(4, number, position, "failure.png")
        : List.of();
  }

  public List<SampleFile> ofCycle(int number) {
    return number % 8 == 2 ? files(5, number, 0, "plan.pdf") : List.of();
  }

  public List<SampleFile> ofPlan(int number) {
    return number % 4 == 1 ? files(6, number, 0, "strategy.docx") : List.of();
  }

  private static List<SampleFile> files(long kind, long number, int position, String... names) {
    List<SampleFile> files = new ArrayList<>();
    for (String name : names) {
      long id = kind * 1_000_000_000L + number * 100 + position * 10L + files.size() + 1;
      files.add(new SampleFile(id, name, content(name, id)));
    }
    return files;
  }

  private static long content(String name, long id) {
    return switch (name) {
      case "logo.png" -> LOGO;
      case "empty.txt" -> EMPTY;
      case "recording.mp4" -> LARGEST;
      default -> id;
    };
  }

  /** The bytes of a file: 1 to 9 kB by chance. */
  public Content content(SampleFile file) {
    long length =
        file.content() == EMPTY
            ? 0
            : file.content() == LARGEST
                ? largest
                : 1_000 + dice.roll("length", file.content(), 8_000);
    return new Content(length, () -> new Noise(dice, file.content(), length));
  }

  /** Endless-looking bytes that are always the same for one content. */
  private static final class Noise extends InputStream {

    private final Dice dice;
    private final long content;
    private final long length;
    private long position;
    private long bits;

    Noise(Dice dice, long content, long length) {
      this.dice = dice;
      this.content = content;
      this.length = length;
    }

    @Override
    public int read() {
      if (position >= length) {
        return -1;
      }
      int shift = (int) (position & 7) * 8;
      if (shift == 0) {
        bits = dice.mixed("noise", content * 1_000_000_007L + (position >> 3));
      }
      position++;
      return (int) (bits >>> shift) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) {
      if (position >= length) {
        return wanted == 0 ? 0 : -1;
      }
      int count = (int) Math.min(wanted, length - position);
      for (int i = 0; i < count; i++) {
        target[offset + i] = (byte) read();
      }
      return count;
    }
  }
}
