package org.tessera.search.page;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.tessera.ontology.Authority;

/**
 * The texts of the pages in one language, and how that language writes numbers, dates and money.
 * Immutable.
 */
final class Messages {
  /** Languages of the pages; the first one where nobody says. */
  static final List<String> LANGUAGES = List.of("en", "fr");

  private static final String BUNDLE = "org.tessera.search.page.messages";
  private static final Map<String, Messages> BY_LANGUAGE =
      LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(lang -> lang, Messages::new));

  private final Locale locale;
  private final ResourceBundle bundle;

  private Messages(String lang) {
    this.locale = lang.equals("en") ? Locale.UK : Locale.of(lang);
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            Locale.of(lang),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The texts in a language of {@link #LANGUAGES}. */
  static Messages of(String lang) {
    return Optional.ofNullable(BY_LANGUAGE.get(lang))
        .orElseThrow(() -> new IllegalArgumentException("No messages in language " + lang));
  }

  String lang() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }

  /** The text of a key with its arguments; numbers are written as the language does. */
  String text(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /** The text of a key that data decide; the other text where the files have no such key. */
  String textOr(String key, String other) {
    return bundle.containsKey(key) ? text(key) : other;
  }

  String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  String number(BigDecimal number) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(2);
    return format.format(number);
  }

  /** A number in as few characters as the language allows, as in 1.2K. */
  String shortNumber(BigDecimal number) {
    NumberFormat format = NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
    format.setMaximumFractionDigits(1);
    return format.format(number.doubleValue());
  }

  /** A part of a whole in per cent: "> 99" where something lacks, "< 1" where something is. */
  String percent(long part, long whole) {
    long rounded = whole == 0 ? 0 : Math.round(100.0 * part / whole);
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    if (part > 0 && rounded == 0) {
      return "<\u00a0" + format.format(0.01);
    }
    return part < whole && rounded == 100
        ? ">\u00a0" + format.format(0.99)
        : format.format(rounded / 100.0);
  }

  /** An amount with its currency's code, which unlike a sign is never ambiguous. */
  String money(BigDecimal amount, String currency) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    boolean whole = amount.stripTrailingZeros().scale() <= 0;
    format.setMinimumFractionDigits(whole ? 0 : 2);
    format.setMaximumFractionDigits(2);
    return format.format(amount) + "\u00a0" + currency;
  }

  String date(LocalDate date) {
    String written =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(date);
    return date.getDayOfMonth() == 1
        ? text("format.first-of-month", written.replaceFirst("^1 ", ""))
        : written;
  }

  String date(Instant instant) {
    return date(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  /** A date of which only the year, or year and month, may be known; other text as it stands. */
  String partialDate(String iso) {
    try {
      return switch (iso.indexOf('T') == 10 ? 10 : iso.length()) {
        case 10 -> date(LocalDate.parse(iso.substring(0, 10)));
        case 7 -> DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(YearMonth.parse(iso));
        default -> iso;
      };
    } catch (java.time.format.DateTimeParseException e) {
      return iso;
    }
  }

  /** Day and time of day in UTC, which the text around it says. */
  String time(Instant instant) {
    return text(
        "format.day-time",
        date(instant),
        DateTimeFormatter.ofPattern("HH:mm").format(instant.atOffset(ZoneOffset.UTC)));
  }

  /** An ISO duration in words; as it stands where it is none. */
  String duration(String iso) {
    try {
      if (iso.contains("T")) {
        Duration duration = Duration.parse(iso);
        BigDecimal hours =
            BigDecimal.valueOf(duration.toMinutes())
                .divide(BigDecimal.valueOf(60), 1, java.math.RoundingMode.HALF_UP);
        return text("format.hours", hours.stripTrailingZeros());
      }
      Period period = Period.parse(iso);
      if (period.getDays() > 0 && period.getDays() % 7 == 0 && period.toTotalMonths() == 0) {
        return text("format.weeks", period.getDays() / 7);
      }
      if (period.getDays() > 0) {
        return text("format.days", period.getDays());
      }
      return period.getMonths() == 0
          ? text("format.years", period.getYears())
          : text("format.months", period.toTotalMonths());
    } catch (java.time.format.DateTimeParseException e) {
      return iso;
    }
  }

  /** A country's name by its alpha-2 or alpha-3 code; the code itself where it is unknown. */
  String country(String code) {
    String alpha2 = Authority.countryOrCode(code);
    if (alpha2.equals("EU")) {
      return text("country.EU");
    }
    return Locale.of("", alpha2).getDisplayCountry(locale);
  }

  /** A language's name by its ISO 639-1 code. */
  String language(String code) {
    return Locale.of(code).getDisplayLanguage(locale);
  }
}
