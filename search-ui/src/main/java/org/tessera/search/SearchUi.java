package org.tessera.search;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The module's door for the application: its JSON API and its pages. The application has beans of
 * {@link SearchIndex}, {@link org.tessera.store.RecordStore}, {@link
 * org.tessera.store.HarvestActivity} and {@link org.tessera.store.RawRecords}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class SearchUi {}
