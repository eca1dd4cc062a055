namespace HourExchange.Ledger.Verifying;

/// <summary>The first row of a book that does not follow from the others.</summary>
/// <param name="Row">A posting's number, or the table with the row's key.</param>
internal sealed record Fault(string Book, string Row, string Expected, string Found)
{
    /// <returns>The first difference between two lists, or null.</returns>
    public static Fault? Between(string book, string what, IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        for (var index = 0; index < Math.Max(expected.Count, found.Count); index++)
        {
            var (due, there) = (expected.ElementAtOrDefault(index) ?? "nothing", found.ElementAtOrDefault(index) ?? "nothing");
            if (due != there)
            {
                return new Fault(book, $"{what} {index + 1}", due, there);
            }
        }

        return null;
    }

    public override string ToString() => $"{Book} {Row}: expected {Expected}, found {Found}";
}
