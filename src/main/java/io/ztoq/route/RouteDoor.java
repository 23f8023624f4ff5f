package io.ztoq.route;

import io.ztoq.call.ApiAnswer;
import io.ztoq.call.ApiRequest;
import io.ztoq.call.Door;
import io.ztoq.call.RemoteSystem;
import io.ztoq.failure.ExitCode;
import io.ztoq.failure.Failure;
import io.ztoq.failure.RunStopped;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A door for Java code: the same route that YAML calls, with our failures instead of Camel's
 * wrapping.
 */
public final class RouteDoor implements Door {

  private final String uri;
  private final RemoteSystem system;
  private final Supplier<ProducerTemplate> template;
  private volatile @Nullable Endpoint entrance;

  /**
   * @param template asked for at each call, since doors are made before Camel is started
   */
  public RouteDoor(Supplier<ProducerTemplate> template, RemoteSystem system) {
    this.uri = "direct:call-" + system.word();
    this.system = system;
    this.template = template;
  }

  @Override
  public ApiAnswer call(ApiRequest request) {
    try {
      ProducerTemplate sender = template.get();
      return sender.requestBody(entrance(sender), request, ApiAnswer.class);
    } catch (CamelExecutionException wrapped) {
      throw unwrapped(wrapped);
    } catch (RejectedExecutionException stopped) {
      throw new RunStopped(
          ExitCode.STOPPED,
          system.code(431),
          "the run is being stopped; run the same command again, it goes on where it was",
          stopped);
    }
  }

  private Endpoint entrance(ProducerTemplate sender) {
    Endpoint known = entrance;
    if (known == null) {
      known = sender.getCamelContext().getEndpoint(uri);
      entrance = known;
    }
    return known;
  }

  private static RuntimeException unwrapped(Throwable wrapped) {
    for (Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
      if (cause instanceof Failure failure) {
        return failure;
      }
    }
    Throwable cause = wrapped.getCause();
    return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
  }
}
