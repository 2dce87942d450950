package org.tessera.sparql;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.jena.sys.JenaSystem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tessera.store.RecordStore;
import org.tessera.store.SparqlQueries;
import org.tessera.store.TextSearch;

/**
 * Mounts the SPARQL endpoint at {@code /sparql} and the RDF forms of records and vocabularies at
 * their paths, and the exports of records for other registries under {@code /api/v1/}, inside the
 * application's own web server. The application provides the {@link RecordStore}, the {@link
 * TextSearch} and the {@link SparqlLimits} as beans.
 */
@Configuration(proxyBeanMethods = false)
public class SparqlEndpoint {
  static {
    JenaSystem.init();
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService sparqlClock() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("sparql-clock").factory());
  }

  @Bean
  MemoryGuard sparqlMemoryGuard(SparqlLimits limits) {
    return new MemoryGuard(limits.memory());
  }

  @Bean
  Turns sparqlTurns(SparqlLimits limits) {
    return new Turns(limits);
  }

  @Bean
  QueryBounds sparqlBounds(
      TextSearch textSearch,
      SparqlLimits limits,
      MemoryGuard sparqlMemoryGuard,
      ScheduledExecutorService sparqlClock) {
    return new QueryBounds(
        limits, sparqlMemoryGuard, sparqlClock, SearchFunction.registry(textSearch));
  }

  /** For the page that shows answers; it takes its turns among the endpoint's own. */
  @Bean
  SparqlQueries sparqlQueries(
      RecordStore store, SparqlLimits limits, Turns sparqlTurns, QueryBounds sparqlBounds) {
    return new PageQueries(store, limits, sparqlTurns, sparqlBounds);
  }

  @Bean
  FilterRegistrationBean<SparqlFilter> sparqlFilter(
      RecordStore store, SparqlLimits limits, Turns sparqlTurns, QueryBounds sparqlBounds) {
    QueryAction queries = new QueryAction(limits, sparqlTurns, sparqlBounds);
    FilterRegistrationBean<SparqlFilter> registration =
        new FilterRegistrationBean<>(new SparqlFilter(store.dataset(), queries, limits));
    registration.addUrlPatterns("/sparql");
    return registration;
  }

  @Bean
  FilterRegistrationBean<LinkedDataFilter> linkedDataFilter(
      RecordStore store, @Value("${tessera.base-iri:https://w3id.org/tessera/}") String baseIri) {
    FilterRegistrationBean<LinkedDataFilter> registration =
        new FilterRegistrationBean<>(
            new LinkedDataFilter(
                new LinkedData(store, baseIri),
                new Descriptions(store, baseIri),
                new Mementos(store, baseIri)));
    registration.addUrlPatterns("/*");
    return registration;
  }

  @Bean
  Projections exportProjections() {
    return new Projections();
  }

  @Bean
  RecordApi recordApi(RecordStore store, Projections exportProjections, SpooledJson exportAnswers) {
    return new RecordApi(store, exportProjections, exportAnswers);
  }

  @Bean
  SpooledJson exportAnswers(SparqlLimits limits, MemoryGuard sparqlMemoryGuard) {
    return new SpooledJson(limits, sparqlMemoryGuard);
  }

  @Bean
  ChangesApi changesApi(
      RecordStore store, Projections exportProjections, SpooledJson exportAnswers) {
    return new ChangesApi(store, exportProjections, exportAnswers);
  }

  @Bean
  ExchangeProfileApi exchangeProfileApi(
      RecordStore store, Projections exportProjections, SpooledJson exportAnswers) {
    return new ExchangeProfileApi(store, new ExchangeProfiles(exportProjections), exportAnswers);
  }

  @Bean
  ExportErrors exportErrors() {
    return new ExportErrors();
  }
}
