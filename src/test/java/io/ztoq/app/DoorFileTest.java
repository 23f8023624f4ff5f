package io.ztoq.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.call.RemoteSystem;
import io.ztoq.failure.RunStopped;
import io.ztoq.failure.TransientFailure;
import io.ztoq.fixture.DoorFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files go through the doors in constant memory: also passes with -Xmx128m, where the file would
 * not fit.
 */
class DoorFileTest extends DoorFixture {

  private static final long HUNDRED_MB = 100L << 20;

  @TempDir Path folder;

  @Test
  void carriesAHundredMegabytesBothWays() throws Exception {
    AtomicLong uploaded = new AtomicLong();
    HttpServer files =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files.createContext(
        "/up",
        exchange -> {
          uploaded.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
          exchange.sendResponseHeaders(201, 2);
          exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    files.createContext(
        "/down",
        exchange -> {
          exchange.sendResponseHeaders(200, HUNDRED_MB);
          byte[] block = new byte[1 << 20];
          for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write(block);
          }
          exchange.close();
        });
    files.start();
    Path big = folder.resolve("big");
    try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
      file.setLength(HUNDRED_MB);
    }
    Door door =
        qtest(
            "qtest.bearer-token",
            "q",
            "qtest.base-url",
            "http://localhost:" + files.getAddress().getPort());

    ApiAnswer up = door.call(ApiRequest.post("/up", "/up").withBodyFile(big, "image/png"));
    ApiAnswer down = door.call(ApiRequest.get("/down", "/down").savingTo(folder.resolve("copy")));
    files.stop(0);

    assertThat(up.status()).isEqualTo(201);
    assertThat(uploaded).hasValue(HUNDRED_MB);
    assertThat(down.ok()).isTrue();
    assertThat(Files.size(folder.resolve("copy"))).isEqualTo(HUNDRED_MB);
  }

  @Test
  void doesNotTakeAShortDownloadForWhole() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerShort(socket));
      server.setDaemon(true);
      server.start();
      Door door = zephyr("zephyr.base-url", "http://localhost:" + socket.getLocalPort());

      Throwable failure =
          catchThrowable(
              () -> door.call(ApiRequest.get("/a", "/a").savingTo(folder.resolve("short"))));

      assertThat(failure)
          .isInstanceOf(TransientFailure.class)
          .hasMessageContaining("no whole answer");
      assertThat(folder.resolve("short")).doesNotExist();
      assertThat(beans.state(RemoteSystem.ZEPHYR).totals().calls()).isEqualTo(3);
    }
  }

  @Test
  void stopsTheRunWhenADownloadCannotBeWritten() {
    server.stubFor(
        com.github.tomakehurst.wiremock.client.WireMock.any(
                com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
            .willReturn(com.github.tomakehurst.wiremock.client.WireMock.ok("bytes")));
    Path nowhere = folder.resolve("missing").resolve("file");

    Throwable stop =
        catchThrowable(() -> zephyr().call(ApiRequest.get("/a", "/a").savingTo(nowhere)));

    assertThat(stop).isInstanceOf(RunStopped.class).hasMessageContaining(nowhere.toString());
  }

  /** Announces 100 bytes, sends 5 and closes. */
  private static void answerShort(ServerSocket socket) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        byte[] buffer = new byte[4096];
        if (client.getInputStream().read(buffer) > 0) {
          client
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345"
                      .getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }
}
