package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class WarmUpTest {
  @Test
  void pagesAreAskedOnAPortThatIsGoneWhenThePublicOneAnswers(@TempDir Path data) {
    Settings settings =
        Settings.load(data, Map.of(), Map.of(Setting.PORT, "0", Setting.SAMPLES, "false"));
    DataFolder folder = DataFolder.take(settings.data(), "start").orElseThrow();
    try (ConfigurableApplicationContext context = Server.start(folder, settings)) {
      TomcatWebServer server =
          assertInstanceOf(
              TomcatWebServer.class, ((WebServerApplicationContext) context).getWebServer());
      Tomcat tomcat = server.getTomcat();
      assertEquals(
          List.of(server.getPort()),
          Arrays.stream(tomcat.getService().findConnectors())
              .map(Connector::getLocalPort)
              .toList());

      Container pages = tomcat.getHost().findChildren()[0].findChild("dispatcherServlet");
      StandardWrapper asked = (StandardWrapper) pages;
      assertEquals(WarmUp.PATHS.size(), asked.getRequestCount());
      assertEquals(0, asked.getErrorCount());
    }
  }
}
