using DocumentFormat.OpenXml.Packaging;

namespace HourExchange.Plumbing.Tables;

/// <summary>The texts of a workbook, which its cells refer to by number.</summary>
internal static class SharedStrings
{
    /// <summary>A full table of 12 columns has at most 1.2 million cells.</summary>
    public const int Limit = 2_000_000;

    /// <returns>Null when there are too many.</returns>
    public static IReadOnlyList<string>? Read(SharedStringTablePart? part, CancellationToken stopping)
    {
        var texts = new List<string>();
        if (part is null)
        {
            return texts;
        }

        using var reader = new PartReader(part, stopping);
        while (reader.Read())
        {
            if (reader.Begins("si"))
            {
                if (texts.Count == Limit)
                {
                    return null;
                }

                texts.Add(reader.RichText("si"));
            }
        }

        return texts;
    }
}
