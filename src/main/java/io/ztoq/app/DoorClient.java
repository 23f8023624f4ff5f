package io.ztoq.app;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * How connections to a remote system are made. Nothing is repeated, redirected or remembered here:
 * the door does that where it can be counted (the client's own retry of 429 doubled requests
 * unseen, facts.md 6.5).
 */
final class DoorClient implements HttpClientConfigurer {

  /**
   * Below the idle time after which servers and proxies usually close; a closed one would lose a
   * request.
   */
  private static final TimeValue IDLE = TimeValue.ofSeconds(4);

  private final String userAgent;
  private final int workers;
  private final Timeout connect;
  private final Timeout answer;

  DoorClient(String version, int workers, int connectSeconds, int answerSeconds) {
    this.userAgent = "ztoq/" + version;
    this.workers = workers;
    this.connect = Timeout.ofSeconds(connectSeconds);
    this.answer = Timeout.ofSeconds(answerSeconds);
  }

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    builder
        .useSystemProperties()
        .setUserAgent(userAgent)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .setConnectionManagerShared(false)
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setMaxConnTotal(workers)
                .setMaxConnPerRoute(workers)
                .setDefaultSocketConfig(
                    SocketConfig.custom().setSoTimeout(answer).setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(answer)
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .build())
                .build())
        .evictIdleConnections(IDLE)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(answer)
                .setResponseTimeout(answer)
                .setRedirectsEnabled(false)
                .build());
  }
}
