package org.tessera.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "org.tessera", importOptions = DoNotIncludeTests.class)
class ModuleArrowsTest {

  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.tessera..")
          .layer("ontology")
          .definedBy("org.tessera.ontology..")
          .layer("store")
          .definedBy("org.tessera.store..")
          .layer("harvester")
          .definedBy("org.tessera.harvester..")
          .layer("sparql")
          .definedBy("org.tessera.sparql..")
          .layer("search")
          .definedBy("org.tessera.search..")
          .layer("app")
          .definedBy("org.tessera.app..")
          .whereLayer("ontology")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayOnlyAccessLayers("ontology")
          .whereLayer("harvester")
          .mayOnlyAccessLayers("ontology", "store")
          .whereLayer("sparql")
          .mayOnlyAccessLayers("ontology", "store")
          .whereLayer("search")
          .mayOnlyAccessLayers("ontology", "store")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule harvestersServeNothing =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.tessera.ontology..", "org.tessera.store..", "org.tessera.harvester..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule luceneStaysInTheIndex =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.tessera.search..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  /** The endpoint's executor makes TDB2's own joins cancellable, which only a subclass can. */
  @ArchTest
  static final ArchRule tdbStaysInTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.tessera.store..")
          .and()
          .doNotHaveFullyQualifiedName("org.tessera.sparql.CancellableExecutor")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.jena.tdb2..");

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Constants)");
}
