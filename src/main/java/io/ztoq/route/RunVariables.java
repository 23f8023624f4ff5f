package io.ztoq.route;

/**
 * Names of the variables that travel through the routes. State is never kept in headers: those go
 * to the remote system (facts.md 6.1).
 */
public final class RunVariables {

  /** String: Zephyr key of the project that this run moves. */
  public static final String PROJECT_KEY = "projectKey";

  /** String: id of this run, unique in the store. */
  public static final String RUN_ID = "runId";

  /** String: extract, transform, load or validate; for {@code direct:reject-record}. */
  public static final String FLOW = "flow";

  /** String: kind of the record at hand, e.g. TEST_CASE; for {@code direct:reject-record}. */
  public static final String KIND = "kind";

  /** String: key of the record at hand in the source; for {@code direct:reject-record}. */
  public static final String SOURCE_KEY = "sourceKey";

  /**
   * {@link io.ztoq.call.Call}: the request on its way through a door; exists only inside the door's
   * routes.
   */
  public static final String API_CALL = "apiCall";

  private RunVariables() {}
}
