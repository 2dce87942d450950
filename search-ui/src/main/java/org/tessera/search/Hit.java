package org.tessera.search;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search result, with everything that a list shows of it, in the language asked for where the
 * record has it. Null is what the source does not say.
 *
 * @param id IRI of the thing
 * @param title never blank
 * @param titleLang BCP 47 tag, null where the source does not tell the language
 * @param titleParts the title with the words found
 * @param type first of {@code types}
 * @param types all its types, in the scheme's order
 * @param identifiers as the source states them
 * @param category the source's own word for what it is
 * @param status {@code current} or {@code closed}
 * @param registrationStatus id of the scheme registration-status
 * @param description plain text
 * @param descriptionLang its language tag, if it is known
 * @param highlight the words found, in their surroundings; empty where no word was asked for or
 *     none stands in a text
 * @param provider who provides it, else who awards it
 * @param awardingBody who awards it
 * @param awardingBodyLang BCP 47 tag of its name, null where the source does not tell the language
 * @param country ISO 3166-1 alpha-2 code or {@code EU}: its jurisdiction, else the provider's
 *     country
 * @param level the highest of {@code levels}
 * @param levels each native level with its own EQF level, the highest first
 * @param ects credits of the European system only
 * @param hours hours of learning
 * @param languages of teaching, ISO 639-1
 * @param mode ids of the scheme mode
 * @param starts the next start, or the last one where all are past
 * @param stackable null for unknown
 * @param qualityAssured null for unknown
 * @param funded null for unknown
 * @param url page of the thing, elsewhere
 * @param derived parameters of the facets whose values no source states but a rule gives
 * @param alsoIn the same credential in other registers
 * @param distanceKm kilometres from the place asked for to the nearest where it is offered; null
 *     where no place is asked for
 * @param score higher is better; comparable within one result only
 */
public record Hit(
    String id,
    String title,
    @Nullable String titleLang,
    List<TextPart> titleParts,
    String type,
    List<String> types,
    List<String> identifiers,
    @Nullable Text category,
    @Nullable String status,
    @Nullable String registrationStatus,
    boolean synthetic,
    @Nullable String description,
    @Nullable String descriptionLang,
    List<TextPart> highlight,
    @Nullable Organisation provider,
    @Nullable Organisation awardingBody,
    @Nullable String awardingBodyLang,
    Register register,
    @Nullable String country,
    @Nullable Level level,
    List<Level> levels,
    @Nullable BigDecimal ects,
    @Nullable BigDecimal hours,
    @Nullable Price price,
    List<String> languages,
    List<String> mode,
    @Nullable LocalDate starts,
    List<Skill> skills,
    @Nullable Boolean stackable,
    @Nullable Boolean qualityAssured,
    @Nullable Boolean funded,
    @Nullable String url,
    List<String> derived,
    List<AlsoIn> alsoIn,
    @Nullable BigDecimal distanceKm,
    float score) {

  /** A piece of text; {@code found} where it is a word that the search asked for. */
  public record TextPart(String text, boolean found) {}

  /** An organisation by IRI and name. */
  public record Organisation(String id, String name) {}

  /** A source by id and name. */
  public record Register(String id, String name) {}

  /**
   * A level as its own framework states it and what it corresponds to.
   *
   * @param eqf 1 to 8; null where only a native level is known
   * @param nativeLabel label of the native level; null where the source states an EQF level only
   * @param nativeLevel IRI of the native level
   * @param framework IRI of the native level's framework
   * @param basis how the EQF level is known: {@code stated}, or id of the scheme level-basis
   * @param endorsement id of the scheme endorsement, where the correspondence states one
   */
  public record Level(
      @Nullable Integer eqf,
      @Nullable String nativeLabel,
      @Nullable String nativeLevel,
      @Nullable String framework,
      @Nullable String basis,
      @Nullable String endorsement) {}

  /**
   * @param currency ISO 4217
   * @param kind id of the scheme price-kind
   */
  public record Price(BigDecimal amount, String currency, @Nullable String kind) {}

  /** A skill by IRI and label. */
  public record Skill(String id, String label) {}

  /**
   * @param register id of the other register
   * @param id IRI of the credential there
   * @param confidence 0 to 1; null where the link states none
   */
  public record AlsoIn(String register, String id, @Nullable BigDecimal confidence) {}
}
