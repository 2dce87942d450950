package org.tessera.app;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.core.StandardHost;
import org.apache.jena.graph.NodeFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchUi;
import org.tessera.search.page.WorkedQueries;
import org.tessera.search.page.WorkedQuery;
import org.tessera.sparql.SparqlEndpoint;
import org.tessera.sparql.SparqlLimits;
import org.tessera.sparql.StoredQueries;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RawRecords;
import org.tessera.store.RecordStore;

/** One process, one port: the modules' pages, endpoints and APIs on one registry. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({SparqlEndpoint.class, SearchUi.class, AdminController.class, Errors.class})
class Server {

  /**
   * Starts serving a folder; closing the context ends it and lets the folder go.
   *
   * @throws ClearError when the port is taken
   */
  static ConfigurableApplicationContext start(DataFolder folder, Settings settings) {
    CompletableFuture<ConfigurableApplicationContext> running = new CompletableFuture<>();
    Registry registry = Registry.ofServer(folder, settings, () -> startAnew(running, settings));
    SpringApplication application = new SpringApplication(Server.class);
    application.setDefaultProperties(properties(settings));
    application.addInitializers(context -> {
      GenericApplicationContext beans = (GenericApplicationContext) context;
      beans.registerBean(Settings.class, () -> settings);
      beans.registerBean(Registry.class, () -> registry);
    });
    try {
      publishQueries(registry.store(), settings.text(Setting.BASE_IRI));
      ConfigurableApplicationContext context = application.run();
      running.complete(context);
      String address = address(context, settings);
      folder.announce(address);
      folder.keep();
      System.out.println("Tessera answers at " + address);
      System.out.flush();
      OwnRequests own = context.getBean(OwnRequests.class);
      FirstHarvest.begin(registry, settings, () -> WarmUp.of(address, own));
      return context;
    } catch (RuntimeException e) {
      registry.close();
      throw e.getCause() instanceof PortInUseException taken || e instanceof PortInUseException
          ? new ClearError(
              "Port " + settings.number(Setting.PORT) + " is taken; choose another with --port", e)
          : e;
    }
  }

  /** Not whenever a store is opened: commands have no use for them, and each would parse them. */
  private static void publishQueries(RecordStore store, String baseIri) {
    store.putGraph(NodeFactory.createURI(baseIri + "id/queries"), StoredQueries.graph(baseIri));
  }

  /** On a thread of its own: the request that asks for it has to end before the server does. */
  private static void startAnew(
      CompletableFuture<ConfigurableApplicationContext> running, Settings settings) {
    Thread.ofPlatform()
        .name("start-anew")
        .daemon(false)
        .start(() -> {
          try {
            ConfigurableApplicationContext context = running.join();
            Registry registry = context.getBean(Registry.class);
            context.close();
            DataFolder folder =
                DataFolder.take(settings.data(), "start")
                    .orElseThrow(
                        () -> Desks.taken(settings.data(), DataFolder.holder(settings.data())));
            // Spring logs what closing threw, and nothing more.
            registry
                .failure()
                .ifPresent(reason -> DataFolder.tellFailedStart(settings.data(), reason));
            start(folder, settings);
          } catch (RuntimeException e) {
            String reason = DataFolder.NO_START + ": " + e.getMessage();
            System.err.println("tessera start: " + reason);
            DataFolder.tellFailedStart(settings.data(), reason);
          }
        });
  }

  private static Map<String, Object> properties(Settings settings) {
    return Map.of(
        "tessera.base-iri", settings.text(Setting.BASE_IRI),
        "tessera.operator", settings.text(Setting.OPERATOR),
        "tessera.contact", settings.text(Setting.CONTACT),
        "server.port", settings.number(Setting.PORT),
        "server.address", settings.text(Setting.ADDRESS),
        "server.forward-headers-strategy", settings.on(Setting.BEHIND_PROXY) ? "native" : "none");
  }

  private static String address(ConfigurableApplicationContext context, Settings settings) {
    String host = settings.text(Setting.ADDRESS);
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return "http://%s:%s/"
        .formatted(
            everywhere ? "localhost" : host,
            context.getEnvironment().getProperty("local.server.port"));
  }

  /** The registry closes what it opened, in its order. */
  @Bean(destroyMethod = "")
  RecordStore recordStore(Registry registry) {
    return registry.store();
  }

  @Bean(destroyMethod = "")
  SearchIndex searchIndex(Registry registry) {
    return registry.index();
  }

  @Bean
  HarvestActivity harvestActivity(Registry registry) {
    return registry.activity();
  }

  @Bean
  RawRecords rawRecords(Registry registry) {
    return registry.rawRecords();
  }

  @Bean
  WorkedQueries workedQueries() {
    List<StoredQueries.StoredQuery> stored = StoredQueries.all();
    return lang ->
        stored.stream()
            .map(query -> {
              String title = query.titles().containsKey(lang) ? lang : "en";
              return new WorkedQuery(
                  query.id(), query.titles().getOrDefault(title, query.id()), title, query.text());
            })
            .toList();
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusals() {
    return tomcat ->
        tomcat.addContextCustomizers(context ->
            ((StandardHost) context.getParent())
                .setErrorReportValveClass(BadRequestValve.class.getName()));
  }

  @Bean
  OwnRequests ownRequests() {
    return new OwnRequests();
  }

  @Bean
  WarmUp warmUp(WebServerApplicationContext context, OwnRequests own) {
    return new WarmUp(context, own);
  }

  @Bean
  SparqlLimits sparqlLimits(Settings settings) {
    return settings.sparqlLimits();
  }

  @Bean
  AdminToken adminToken(Settings settings) {
    return settings.adminToken();
  }

  @Bean
  FilterRegistrationBean<Filter> securityHeaders() {
    return first(new SecurityHeadersFilter(), 0);
  }

  @Bean
  FilterRegistrationBean<Filter> rateLimit(Settings settings, AdminToken token, OwnRequests own) {
    FilterRegistrationBean<Filter> filter =
        first(
            new RateLimitFilter(
                settings.number(Setting.REQUESTS_PER_MINUTE),
                settings.number(Setting.SPARQL_PER_MINUTE),
                token,
                own),
            1);
    filter.setEnabled(settings.on(Setting.LIMITS));
    return filter;
  }

  @Bean
  FilterRegistrationBean<Filter> uploadLimit(Settings settings) {
    return first(new UploadLimitFilter(settings.number(Setting.UPLOAD_MEGABYTES) * 1_000_000L), 2);
  }

  private static FilterRegistrationBean<Filter> first(Filter filter, int place) {
    FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>(filter);
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
    return bean;
  }
}
