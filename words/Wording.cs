using System.Globalization;
using System.Resources;

namespace HourExchange.Words;

/// <summary>The words of one subject in one language, by codes that stay: <c>Subject.language.resx</c>.</summary>
public sealed class Wording
{
    public static readonly Wording Statement = new("Statement", "fr");

    public static readonly Wording Reconciliation = new("Reconciliation", "fr");

    public static readonly Wording Lines = new("Lines", "fr");

    private readonly ResourceManager _words;

    internal Wording(string subject, string language) => _words = new ResourceManager($"{subject}.{language}", typeof(Wording).Assembly);

    /// <exception cref="KeyNotFoundException">The subject has no such code.</exception>
    public string this[string code] => _words.GetString(code, CultureInfo.InvariantCulture) ?? throw new KeyNotFoundException($"{_words.BaseName} has no {code}.");

    /// <summary>The words with values put in for <c>{0}</c>, <c>{1}</c> and so on.</summary>
    public string Format(string code, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[code], values);
}
