using System.Text.RegularExpressions;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Asking;
using HourExchange.Words;

namespace HourExchange.Portal.Interventions.Registering;

/// <summary>Who is known, as far as the reader may know names: offered to choose from, and found again by code or name.</summary>
public sealed partial class People(IEnumerable<ContributorView> known)
{
    public const char Between = '·';

    private const int Shown = 100;
    private const int NearShown = 3;

    private readonly List<ContributorView> _known = [.. known.Where(one => one.Code is not null && one.Forgotten != true)];

    /// <summary>Those of all parties of an agreement: a code of the other side is not taken for somebody new.</summary>
    public static async Task<People> Of(HttpContext http, House house, string? agreement)
    {
        var parties = (await http.RequestServices.GetRequiredService<AtHand>().Agreements()).Value?.FirstOrDefault(one => one.Ref == agreement)?.Parties ?? [];
        return await OfAll(parties, house);
    }

    public static async Task<People> OfAll(IEnumerable<string> institutions, House house)
    {
        var pages = await Task.WhenAll(institutions.Select(institution => house.Interventions((client, stopping) => client.ListContributorsAsync(institution, limit: Shown, cancellationToken: stopping))));
        return new People(pages.SelectMany(page => page.Value?.Contributors ?? []));
    }

    /// <summary><c>HG-025 · Nom Prénom</c>, each with its institution.</summary>
    /// <param name="lending">Whose people come first; null while nobody knows who gives.</param>
    public IReadOnlyList<(string Text, string Institution)> Offered(string? lending) =>
        [.. _known.Select(one => (LineText.Person(one.Code!, one.Name), one.Institution ?? "")).Distinct().OrderBy(one => one.Item2 == lending ? 0 : 1).ThenBy(one => one.Item1, StringComparer.Ordinal)];

    /// <summary>The code of who was typed: a code with or without the name, in whatever case, or the whole name of exactly one. Else as it was typed: a new code.</summary>
    public string CodeOf(string institution, string typed)
    {
        var named = _known.Where(one => one.Institution == institution && string.Equals(one.Name, typed.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        if (named is [var one])
        {
            return one.Code!;
        }

        var code = CodeIn(typed);
        var alike = _known.Where(known => known.Institution == institution && string.Equals(known.Code, code, StringComparison.OrdinalIgnoreCase)).Select(known => known.Code!).ToList();
        return alike.Contains(code) || alike.Count != 1 ? code : alike[0];
    }

    /// <summary>Whether a new code may be somebody else's after all. A name is none: codes are for everybody to read, and are never forgotten.</summary>
    /// <param name="isMeant">The writer has said that it is somebody new.</param>
    /// <returns>What is to be made clear, or null.</returns>
    public string? DoubtOf(string institution, string typed, bool isMeant, Wording words)
    {
        var code = CodeOf(institution, typed);
        if (_known.Exists(one => one.Institution == institution && one.Code == code))
        {
            return null;
        }

        var elsewhere = Elsewhere(institution, code);
        return elsewhere is not null && (!isMeant || elsewhere.Code != code) ? words.Format("Fault.person.elsewhere", elsewhere.Code, elsewhere.Institution, institution)
            : Near(institution, code) is { } near && !isMeant ? words.Format("Fault.person.near", code, near)
            : code.Any(char.IsWhiteSpace) ? words.Format("Fault.person.name", code)
            : LooksLikeName(code) && !isMeant ? words.Format("Fault.person.word", code)
            : null;
    }

    /// <summary>Whether what was typed is a new code only if its writer says so: it is a word, or nearly a code that is known.</summary>
    public bool IsUnlikely(string institution, string typed) =>
        CodeOf(institution, typed) is { Length: > 0 } code && !_known.Exists(one => one.Institution == institution && one.Code == code)
            && !code.Any(char.IsWhiteSpace) && (LooksLikeName(code) || Near(institution, code) is not null);

    /// <summary>A code that differs in signs, spaces and zeros before a figure alone: <c>HG-01</c>, <c>HG 001</c>.</summary>
    private string? Near(string institution, string code) => Bare(code) is { Length: > 0 } bare
        ? _known.Find(one => one.Institution == institution && one.Code != code && string.Equals(Bare(one.Code!), bare, StringComparison.OrdinalIgnoreCase))?.Code : null;

    /// <summary>Whose codes are nearly what was written; none where it is a code itself.</summary>
    public IReadOnlyList<string> AllNear(string written) => Bare(written) is not { Length: > 0 } bare || _known.Exists(one => string.Equals(one.Code, written.Trim(), StringComparison.OrdinalIgnoreCase)) ? []
        : [.. _known.Where(one => string.Equals(Bare(one.Code!), bare, StringComparison.OrdinalIgnoreCase)).Select(one => one.Code!).Distinct().Order(StringComparer.Ordinal).Take(NearShown)];

    private static string Bare(string code) => LeadingZeros().Replace(string.Concat(code.Where(char.IsLetterOrDigit)), "");

    [GeneratedRegex("(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();

    /// <summary>Codes have figures, or are written in capitals.</summary>
    private static bool LooksLikeName(string code) => code.Any(char.IsLower) && code.All(letter => char.IsLetter(letter) || letter is '-' or '\'' or '\u2019');

    /// <summary>Whose a code is that some institution has; null: nobody's.</summary>
    public string? InstitutionOf(string code) => _known.Find(one => one.Code == code)?.Institution;

    /// <summary>Whether a code is nobody's that is known here.</summary>
    public bool IsNew(string institution, string code) => !_known.Exists(one => one.Institution == institution && one.Code == code);

    /// <summary>Whether the code that was typed is known of another institution: then it may be somebody else's all the same.</summary>
    public bool IsElsewhere(string institution, string typed) => Elsewhere(institution, CodeOf(institution, typed)) is { } one && one.Code == CodeOf(institution, typed);

    private ContributorView? Elsewhere(string institution, string code) =>
        _known.Find(one => one.Institution != institution && (one.Code == code || string.Equals(one.Name, code, StringComparison.OrdinalIgnoreCase)));

    private static string CodeIn(string typed) => typed.Split($" {Between} ")[0].Trim();
}
