using HourExchange.Client.Interventions;

namespace HourExchange.Portal.Interventions.Registering;

/// <summary>Who is known, as far as the reader may know names: offered to choose from, and found again by code or name.</summary>
public sealed class People(IEnumerable<ContributorView> known)
{
    public const char Between = '·';

    private readonly List<ContributorView> _known = [.. known.Where(one => one.Code is not null && one.Forgotten != true)];

    /// <summary><c>HG-025 · Nom Prénom</c></summary>
    public IReadOnlyList<string> Offered => [.. _known.Select(one => LineText.Person(one.Code!, one.Name)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The code of who was typed: a code with or without the name, or the whole name of exactly one. Else as it was typed: a new code.</summary>
    public string CodeOf(string institution, string typed)
    {
        var text = typed.Trim();
        if (text.IndexOf($" {Between} ", StringComparison.Ordinal) is > 0 and var cut)
        {
            return text[..cut].Trim();
        }

        var named = _known.Where(one => one.Institution == institution && string.Equals(one.Name, text, StringComparison.OrdinalIgnoreCase)).ToList();
        return named is [var one] ? one.Code! : text;
    }
}
