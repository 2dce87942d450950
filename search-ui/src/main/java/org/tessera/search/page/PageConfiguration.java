package org.tessera.search.page;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the pages into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {
  private static final CacheControl FOR_GOOD =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  @Bean
  Assets pageAssets() {
    return Assets.read();
  }

  @Bean
  Links pageLinks(@Value("${tessera.base-iri:https://w3id.org/tessera/}") String baseIri) {
    return new Links(baseIri);
  }

  @Bean
  Operator operator(
      @Value("${tessera.operator:}") String name, @Value("${tessera.contact:}") String contact) {
    return new Operator(name.strip(), contact.strip());
  }

  @Bean
  WebMvcConfigurer pageMvc(Assets assets, PageResolver pages) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(pages);
      }

      /** Browsers ask for this of their own, also where no page has named another. */
      @Override
      public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/favicon.ico", assets.address("mark.svg"));
      }

      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/assets/" + assets.version() + "/**")
            .addResourceLocations("classpath:" + Assets.FOLDER)
            .setCacheControl(FOR_GOOD);
        registry
            .addResourceHandler("/robots.txt")
            .addResourceLocations("classpath:" + Assets.FOLDER)
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic());
        registry
            .addResourceHandler("/webjars/**")
            .addResourceLocations("classpath:/META-INF/resources/webjars/")
            .setCacheControl(FOR_GOOD);
      }
    };
  }
}
