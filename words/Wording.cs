using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace HourExchange.Words;

/// <summary>The words of one subject in one language, by codes that stay: <c>Subject.language.resx</c>.</summary>
public sealed class Wording
{
    public static readonly Wording Statement = new("Statement", "fr");

    public static readonly Wording Reconciliation = new("Reconciliation", "fr");

    public static readonly Wording Lines = new("Lines", "fr");

    private static readonly ConcurrentDictionary<(string Subject, string Language), Wording> InLanguages = new();

    private readonly ResourceManager _words;

    /// <summary>In French nothing is singular too (CLDR, plural rules).</summary>
    private readonly bool _isZeroSingular;

    internal Wording(string subject, string language)
    {
        _words = new ResourceManager($"{subject}.{language}", typeof(Wording).Assembly);
        _isZeroSingular = language == "fr";
    }

    /// <summary>A subject that is written in French, German and English.</summary>
    /// <param name="language">BCP 47, as <c>de-CH</c>; one that is neither German nor English is read in French.</param>
    public static Wording Of(string subject, string language) => InLanguages.GetOrAdd(
        (subject, language.Split('-')[0].ToLowerInvariant() is "de" or "en" ? language[..2].ToLowerInvariant() : "fr"),
        asked => new Wording(asked.Subject, asked.Language));

    internal IEnumerable<(string Code, string Words)> All => _words.GetResourceSet(CultureInfo.InvariantCulture, true, false)!
        .Cast<DictionaryEntry>().Select(entry => ((string)entry.Key, (string)entry.Value!));

    /// <exception cref="KeyNotFoundException">The subject has no such code.</exception>
    public string this[string code] => _words.GetString(code, CultureInfo.InvariantCulture) ?? throw new KeyNotFoundException($"{_words.BaseName} has no {code}.");

    /// <summary>Null where the subject has no such code: of what may come from elsewhere.</summary>
    public string? Find(string code) => _words.GetString(code, CultureInfo.InvariantCulture);

    /// <summary>The words with values put in for <c>{0}</c>, <c>{1}</c> and so on; where the first is one, in French nothing or one, and the words of the code have a <c>.one</c>, these.</summary>
    public string Format(string code, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, (values is [var count, ..] && IsSingular(count) ? Find(code + ".one") : null) ?? this[code], values);

    private bool IsSingular(object? count) => count is 1 or 1L or "1" || (_isZeroSingular && count is 0 or 0L or "0");
}
