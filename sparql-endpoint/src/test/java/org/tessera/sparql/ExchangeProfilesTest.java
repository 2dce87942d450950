package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.sparql.ExchangeProfiles.Failure;
import org.tessera.sparql.ExchangeProfiles.Judgement;
import org.tessera.store.RecordStore;

/** Which records fail the profiles of the EU and of the ACQF, by those profiles' own shapes. */
class ExchangeProfilesTest {
  private static final String ELM = "http://data.europa.eu/snb/model/elm/";
  private static final String DCT = "http://purl.org/dc/terms/";

  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  private final ExchangeProfiles profiles = new ExchangeProfiles(new Projections());

  @BeforeAll
  static void open() {
    store = Fixture.store("exchange.trig");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void aMicroCredentialTypedQualificationLacksItsLevelsInTheEu() {
    Judgement judgement = judge("eu-loq", "unlevelled");
    assertTrue(judgement.applies());
    assertEquals(
        List.of(
            ELM + "EQFLevel MinCountConstraintComponent",
            ELM + "NQFLevel MinCountConstraintComponent"),
        failures(judgement));
  }

  @Test
  void theSameFailsTheExchangeOfTheAcqfFourTimes() {
    assertEquals(
        List.of(
            ELM + "awardingOpportunity MinCountConstraintComponent",
            ELM + "supplementaryDocument MinCountConstraintComponent",
            DCT + "language ClosedConstraintComponent",
            DCT + "publisher MinCountConstraintComponent"),
        failures(judge("acqf-exchange", "unlevelled")));
  }

  /** The EU's shape of a specification is switched off, and the ACQF has none. */
  @ParameterizedTest
  @ValueSource(strings = {"eu-loq", "acqf-exchange"})
  void aMicroCredentialThatIsNoQualificationIsNotJudged(String profile) {
    Judgement judgement = judge(profile, "untyped");
    assertFalse(judgement.applies());
    assertFalse(judgement.conforms(), "what nobody judged does not conform");
    assertEquals(List.of(), judgement.failures());
  }

  @ParameterizedTest
  @ValueSource(strings = {"levelled", "course", "org-body"})
  void whatStatesAllConformsInTheEu(String record) {
    Judgement judgement = judge("eu-loq", record);
    assertEquals(List.of(), judgement.failures());
    assertTrue(judgement.conforms());
  }

  @Test
  void anOrganisationWithoutAPlaceFailsByItself() {
    assertEquals(
        List.of(ELM + "location MinCountConstraintComponent"),
        failures(judge("eu-loq", "org-developer")));
  }

  @Test
  void whatIsNoLearningIsNotJudged() {
    assertFalse(judge("eu-loq", "statement").applies());
    assertTrue(judge("quality", "levelled").applies());
  }

  private Judgement judge(String profile, String record) {
    return profiles.judge(
        profiles.byId(profile).orElseThrow(),
        store
            .find(NodeFactory.createURI("https://w3id.org/tessera/record/aa/" + record))
            .orElseThrow(),
        new Surroundings(store));
  }

  private static List<String> failures(Judgement judgement) {
    return judgement.failures().stream().map(ExchangeProfilesTest::text).sorted().toList();
  }

  private static String text(Failure failure) {
    return failure.path().orElse("") + " " + failure.constraint();
  }
}
