package io.ztoq.load;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RecordRejected;
import io.ztoq.failure.RunStopped;
import io.ztoq.qtest.AttachmentDocument;
import io.ztoq.store.AttachmentContents;
import io.ztoq.store.TargetObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stored contents as files for the time of their upload, since memory must not grow with a file.
 */
public final class UploadFiles {

  private final AttachmentContents contents;
  private final Path folder;

  /**
   * @param folder made when it is missing
   */
  public UploadFiles(AttachmentContents contents, Path folder) {
    this.contents = contents;
    this.folder = folder;
  }

  /**
   * @throws RecordRejected (LOD-015) when the store does not hold the whole content
   * @throws RunStopped (LOD-022) when the file cannot be written
   */
  Path write(TargetObject object, AttachmentDocument document) {
    Path file = file(object);
    long bytes;
    try {
      Files.createDirectories(folder);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        bytes = contents.copyTo(document.sha256(), out);
      }
    } catch (IOException problem) {
      throw new RunStopped(
          ExitCode.UNREACHABLE,
          "LOD-022",
          "cannot write %s for an upload: %s; make room there, then run load again"
              .formatted(file, problem.getMessage()),
          problem);
    }
    if (bytes != document.bytes()) {
      throw new RecordRejected(
          "LOD-015",
          "%s: the store holds %d of %d bytes of '%s'; run extract again"
              .formatted(object.display(), bytes, document.bytes(), document.name()));
    }
    return file;
  }

  /** Removes what {@link #write} left for an object, if anything. */
  void remove(TargetObject object) {
    try {
      Files.deleteIfExists(file(object));
    } catch (IOException ignored) {
      // a left-over temporary file is removed by the operating system
    }
  }

  private Path file(TargetObject object) {
    return folder.resolve("upload-" + object.id());
  }
}
