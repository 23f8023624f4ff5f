package io.ztoq.schema;

import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;

/** The lock of a database server of which ztoq knows nothing. */
class H2LockTest extends LockContract {

  private Server server;

  @Override
  SchemaDatabase newDatabase() {
    try {
      server =
          Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
              .start();
      return new SchemaDatabase(
          "jdbc:h2:tcp://localhost:%d/./work".formatted(server.getPort()), "sa", "");
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @Override
  String whatAKillLeaves() {
    return "it stands half done";
  }

  @AfterEach
  void stop() {
    server.stop();
  }
}
