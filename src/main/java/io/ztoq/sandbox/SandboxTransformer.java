package io.ztoq.sandbox;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.ztoq.sandbox.fault.Delivery;
import io.ztoq.sandbox.fault.Delivery.Manner;
import io.ztoq.sandbox.wire.Call;
import io.ztoq.sandbox.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The only place that knows WireMock's requests and responses: hands calls to the simulators and
 * delivers answers.
 */
final class SandboxTransformer implements ResponseTransformerV2 {

  private static final int DRIPS = 10;

  private final Function<Call, Delivery> handler;

  SandboxTransformer(Function<Call, Delivery> handler) {
    this.handler = handler;
  }

  @Override
  public String getName() {
    return "ztoq-sandbox";
  }

  @Override
  public Response transform(Response ignored, ServeEvent event) {
    Request request = event.getRequest();
    Call call =
        new Call(
            request.getMethod().getName(), request.getUrl(), request::getHeader, request.getBody());
    Delivery delivery = handler.apply(call);
    Reply reply = delivery.reply();
    long length = reply.content().length();
    Response.Builder response = Response.response().status(reply.status());
    if (delivery.manner() == Manner.RESET) {
      response.fault(Fault.CONNECTION_RESET_BY_PEER);
    }
    if (delivery.manner() == Manner.SLOW) {
      response.chunkedDribbleDelay(new ChunkedDribbleDelay(DRIPS, (int) delivery.bodyMillis()));
    }
    if (delivery.manner() == Manner.TRUNCATED) {
      length = length * 2 + 100;
    }
    return response
        .headers(headers(reply, length))
        .body(reply.content()::open)
        .incrementInitialDelay(delivery.delayMillis())
        .build();
  }

  private static HttpHeaders headers(Reply reply, long length) {
    List<HttpHeader> headers = new ArrayList<>();
    reply.headers().forEach((name, value) -> headers.add(new HttpHeader(name, value)));
    headers.add(new HttpHeader("Content-Length", String.valueOf(length)));
    return new HttpHeaders(headers);
  }
}
