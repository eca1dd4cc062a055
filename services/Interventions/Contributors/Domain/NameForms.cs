using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HourExchange.Interventions.Contributors.Domain;

/// <summary>
/// How a person may stand in a text: the whole name, the name turned round (<c>Last, First</c>), the last name alone when it has at
/// least four letters, the mail address, the phone number. Upper or lower case, with or without accents, but whole words only.
/// </summary>
/// <remarks>Names and texts come decomposed (Unicode NFD): an accent is a mark after its letter, and marks are passed over.</remarks>
public sealed class NameForms
{
    private const int LettersLeast = 4;
    private const int DigitsLeast = 7;
    private const string NoWordBefore = @"(?<![\p{L}\p{M}\p{N}])";
    private const string NoWordAfter = @"(?![\p{L}\p{M}\p{N}])";

    /// <summary>For one text; a name that were made to take longer is not forgotten by halves.</summary>
    private static readonly TimeSpan SearchLimit = TimeSpan.FromSeconds(2);

    private readonly Regex _forms;

    private NameForms(IReadOnlyList<string> patterns, string forms)
    {
        Patterns = patterns;
        _forms = new Regex(forms, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, SearchLimit);
    }

    /// <summary>Patterns for ILIKE, one of which fits every text, its marks taken away, that holds a form. They fit more: <see cref="Strike"/> decides.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <returns>Null when nothing is known that a text could be searched for.</returns>
    public static NameForms? Of(string? name, string? mail, string? phone)
    {
        // The longest first: a mail address often holds the name.
        var forms = new List<(string Like, string Regex)>();
        if (mail is { Length: > 0 })
        {
            forms.Add(Word(mail));
        }

        if (phone is not null && phone.Count(char.IsAsciiDigit) >= DigitsLeast)
        {
            forms.Add(Joined(phone.Where(char.IsAsciiDigit).Select(digit => Word(digit.ToString())), @"[\s()./\-]*"));
        }

        // A word of signs alone is none; beside the signs between words it would make the search endless.
        var words = (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit)).Select(Word).ToList();
        if (Letters(name ?? "") >= LettersLeast)
        {
            forms.AddRange(Enumerable.Range(0, words.Count).Select(first => Joined([.. words[first..], .. words[..first]], @"[\s,;.\-]+")));
        }

        if (words.Count > 1 && Letters(name!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Last(word => word.Any(char.IsLetterOrDigit))) >= LettersLeast)
        {
            forms.Add(words[^1]);
        }

        return forms.Count == 0
            ? null
            : new NameForms(
                [.. forms.Select(form => $"%{form.Like}%").Distinct(StringComparer.Ordinal)],
                $"{NoWordBefore}(?:{string.Join('|', forms.Select(form => form.Regex))}){NoWordAfter}");
    }

    /// <returns>The text with the code wherever the person stood.</returns>
    public string Strike(string text, string code) => _forms.Replace(text, _ => code);

    private static int Letters(string word) => word.Count(char.IsLetter);

    private static (string Like, string Regex) Joined(IEnumerable<(string Like, string Regex)> words, string between)
    {
        var list = words.ToList();
        return (string.Join('%', list.Select(word => word.Like)), string.Join(between, list.Select(word => word.Regex)));
    }

    /// <summary>Databases fold the case of ASCII letters alike in every locale; whatever else there is may be anything.</summary>
    private static (string Like, string Regex) Word(string word)
    {
        var (like, regex) = (new StringBuilder(), new StringBuilder());
        foreach (var letter in word)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            {
                continue;
            }

            like.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '%');
            regex.Append(letter is '-' or '\'' or '’' or '‐' or '‑' ? @"[\s\-''’‐‑]*" : Regex.Escape(letter.ToString()) + @"\p{M}*");
        }

        return (like.ToString(), regex.ToString());
    }
}
