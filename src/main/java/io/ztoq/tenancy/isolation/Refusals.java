package io.ztoq.tenancy.isolation;

import io.ztoq.failure.RunStopped;
import io.ztoq.tenancy.TenantDatabase;
import io.ztoq.tenancy.TenantFailures;
import java.sql.SQLException;

/** Why a database cannot be looked at. */
public final class Refusals {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private Refusals() {}

  /** The same for people, with what to do. */
  public static RunStopped unreadable(String code, TenantDatabase database, SQLException problem) {
    boolean denied = INSUFFICIENT_PRIVILEGE.equals(problem.getSQLState());
    return TenantFailures.refused(
        code,
        "%s cannot be looked at".formatted(database),
        denied
            ? "let the owner of the tables grant this user what is named; where policies hold for it, too, use a superuser or a role with BYPASSRLS"
            : "check the rights of the user, and that no other command changes the schema",
        problem);
  }
}
