using System.Globalization;

namespace HourExchange.Words.Lists;

/// <summary>
/// How people write what has a code: the code, or one of its labels, whatever the case, the accents, and hyphens for spaces. What names nothing, or more
/// than one, stays as it was written (docs/decisions/0070).
/// </summary>
public static class LabelledCodes
{
    /// <param name="labels">By code, then by language.</param>
    public static string CodeOf(IReadOnlyCollection<string> codes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? labels, string written) =>
        codes.Contains(written, StringComparer.Ordinal) ? written
        : codes.Where(code => IsSame(code, written) || (labels?.GetValueOrDefault(code)?.Values.Any(label => IsSame(label, written)) ?? false)).ToList() is [var only]
            ? only : written;

    private static bool IsSame(string one, string other) => CultureInfo.InvariantCulture.CompareInfo.Compare(
        one.Replace('-', ' '), other.Replace('-', ' '), CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;
}
