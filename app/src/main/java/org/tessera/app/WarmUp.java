package org.tessera.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Asks a server for its pages before anybody else can: the first request of each page pays for the
 * loading of classes and templates, up to half a second, and no visitor should. So they are asked
 * on a port that nobody knows, before the public one opens: whoever waits for that one to answer
 * would otherwise come first.
 */
final class WarmUp implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
  static final List<String> PATHS =
      List.of(
          "",
          "search?q=a",
          "sources",
          "countries",
          "frameworks",
          "data",
          "sparql",
          "about",
          "api/v1/search?q=a");

  /** Of all pages together, about: on a slow disk it is better to answer late than not at all. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final WebServerApplicationContext context;
  private final OwnRequests own;
  private volatile boolean running;

  WarmUp(WebServerApplicationContext context, OwnRequests own) {
    this.context = context;
    this.own = own;
  }

  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
  }

  @Override
  public void start() {
    running = true;
    if (!(context.getWebServer() instanceof TomcatWebServer server)) {
      return;
    }
    Service service = server.getTomcat().getService();
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    try {
      service.addConnector(connector);
      of("http://localhost:" + connector.getLocalPort() + "/", own);
    } catch (RuntimeException e) {
      // Whoever asks first waits longer, and no more.
      log.warn("The pages could not be warmed up: {}", e.toString());
    }
    try {
      // One that did not start is the service's too, and would be taken for the public one.
      service.removeConnector(connector);
      connector.destroy();
    } catch (RuntimeException | LifecycleException e) {
      log.warn("The port of the first requests could not be closed: {}", e.toString());
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /**
   * @param address as in {@code http://localhost:8080/}
   */
  static void of(String address, OwnRequests own) {
    of(address, own, LONGEST);
  }

  static void of(String address, OwnRequests own, Duration longest) {
    Instant end = Instant.now().plus(longest);
    for (String path : PATHS) {
      int left = (int) Duration.between(Instant.now(), end).toMillis();
      if (left <= 0) {
        return;
      }
      try {
        HttpURLConnection connection =
            (HttpURLConnection) URI.create(address + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(left);
        connection.setReadTimeout(left);
        connection.setRequestProperty("Accept", "text/html, */*;q=0.1");
        own.mark(connection);
        try (InputStream page = connection.getInputStream()) {
          page.transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException | RuntimeException e) {
        // whoever asks next gets the error, if it is one
      }
    }
  }
}
