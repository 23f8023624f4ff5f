package io.ztoq.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ztoq.failure.ExitCode;
import io.ztoq.failure.RunStopped;
import io.ztoq.fixture.Stores;
import io.ztoq.qtest.AttachmentDocument;
import io.ztoq.store.AttachmentContents;
import io.ztoq.store.Store;
import io.ztoq.store.TargetKind;
import io.ztoq.store.TargetObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UploadFilesTest {

  private static final TargetObject FILE =
      new TargetObject(
          7,
          TargetKind.ATTACHMENT,
          "TestCase/PAY-T1/7",
          null,
          0,
          "{}",
          "d",
          null,
          null,
          null,
          1,
          null);

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void stopsTheLoadWhereTheFolderHasNoRoom() throws IOException {
    byte[] content = new byte[100_000];
    try (Store store = Stores.sqlite(folder)) {
      AttachmentContents contents = new AttachmentContents(store, Clock.systemUTC());
      String sha256 = contents.add(Files.write(folder.resolve("a"), content));
      Files.createSymbolicLink(folder.resolve("upload-7"), Path.of("/dev/full"));
      UploadFiles files = new UploadFiles(contents, folder);

      assertThatThrownBy(
              () ->
                  files.write(
                      FILE, new AttachmentDocument("a", "text/plain", sha256, content.length, 0)))
          .isInstanceOfSatisfying(
              RunStopped.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
          .hasMessageContaining("make room");
    }
  }
}
