package io.ztoq.extract;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.store.AttachmentContents;
import io.ztoq.store.AttachmentRecords;
import io.ztoq.store.Due;
import io.ztoq.zephyr.ZephyrError;
import io.ztoq.zephyr.ZephyrList;
import io.ztoq.zephyr.ZephyrRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.jspecify.annotations.Nullable;

/**
 * Downloads one file into a folder, and from there into the store; never more than a part of it is
 * in memory.
 */
public final class FetchAttachmentStep {

  /** Names of files that may well be HTML pages. */
  private static final Pattern PAGE = Pattern.compile("(?i)\\.(x?html?|mht|mhtml)$");

  private final ExtractScope scope;
  private final ObjectReader reader;
  private final AttachmentRecords attachments;
  private final AttachmentContents contents;
  private final Path folder;

  public FetchAttachmentStep(
      ExtractScope scope,
      ObjectReader reader,
      AttachmentRecords attachments,
      AttachmentContents contents,
      Path folder) {
    this.scope = scope;
    this.reader = reader;
    this.attachments = attachments;
    this.contents = contents;
    this.folder = folder;
  }

  /**
   * @throws RecordRejected (EXT-022) when Zephyr refuses it, (EXT-031) when fewer bytes came than
   *     announced
   * @throws RunStopped (EXT-032, exit code 3) when the folder cannot be written
   */
  @Handler
  public void fetch(@Body Due due) {
    Path file = folder.resolve(due.id() + ".part");
    try {
      Files.createDirectories(folder);
      ApiAnswer answer = reader.get(request(due).savingTo(file));
      if (answer.status() == 404 || answer.status() == 410) {
        attachments.missing(scope.get(), due);
      } else if (answer.ok()) {
        store(due, answer, file);
      } else {
        throw ObjectReader.refused(due, answer);
      }
    } catch (IOException | UncheckedIOException problem) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "EXT-032",
          "%s: cannot keep the file in %s (%s); make room there, then run the same command again"
              .formatted(due.label(), folder, problem.getMessage()),
          problem);
    } finally {
      delete(file);
    }
  }

  private void store(Due due, ApiAnswer answer, Path file) throws IOException {
    if (answer.file() == null) {
      Files.write(file, answer.body());
    }
    long bytes = Files.size(file);
    String announced = answer.header("content-length");
    if (announced != null
        && answer.header("content-encoding") == null
        && !announced.equals(Long.toString(bytes))) {
      throw new RecordRejected(
          "EXT-031",
          "%s: Zephyr announced %s bytes and sent %d (%s); extract again"
              .formatted(due.label(), announced, bytes, ZephyrError.say(answer)));
    }
    String sha256 = contents.add(file);
    attachments.stored(
        scope.get(), due, new AttachmentRecords.Content(sha256, bytes, type(due, answer)));
  }

  /** The name says more than a server that calls everything a stream of octets. */
  private static @Nullable String type(Due due, ApiAnswer answer) {
    String said = answer.header("content-type");
    String plain = said == null ? "" : said.split(";", 2)[0].trim();
    if (!plain.isEmpty() && !plain.equals("application/octet-stream")) {
      return plain;
    }
    String guessed =
        URLConnection.guessContentTypeFromName(Objects.requireNonNullElse(due.known(), ""));
    return guessed != null ? guessed : plain.isEmpty() ? null : plain;
  }

  private static ApiRequest request(Due due) {
    long id = Objects.requireNonNull(due.fileId());
    ZephyrList list =
        switch (String.valueOf(due.hint())) {
          case "TestCase", "TestStep" -> ZephyrList.TEST_CASE;
          case "TestPlan" -> ZephyrList.TEST_PLAN;
          case "TestCycle" -> ZephyrList.TEST_CYCLE;
          default -> ZephyrList.TEST_EXECUTION;
        };
    ApiRequest request =
        due.stepId() == null
            ? ZephyrRequests.attachment(list, due.address(), id)
            : ZephyrRequests.stepAttachment(list, due.address(), due.stepId(), id);
    return PAGE.matcher(Objects.requireNonNullElse(due.known(), "")).find()
        ? request
        : request.refusingPages();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      // the next run's download of the same file writes over it
    }
  }
}
