using System.Globalization;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ledger.Years.Printing;

/// <summary>
/// Every line by section, with a column of credited minutes for each party. What the first by code has in its column less what the other
/// has is what the line changes the pair's balance by; a reversal takes its minutes out of the column in which they were.
/// </summary>
internal static class LinesTable
{
    public static Table Of(StatementView statement, StatementHead head, StatementWords words)
    {
        var isPair = head.Parties.Count == 2;
        var first = head.Parties.Order(StringComparer.Ordinal).First();
        return new("lines", words["Table.lines"],
        [
            words.Number("number", "No"), words.Day("lineDate"), words.Day("valueDate") with { IsForPrograms = true },
            words.Text("postingKind", "Kind") with { IsForPrograms = true }, words.Text("lendingReference", "LendingShort"),
            words.Text("receivingReference", "ReceivingShort"), words.Text("domain"), words.Text("contributor", "Code"), words.Text("nature"), words.Text("quantity"),
            words.Minutes("taught"), words.Text("coefficient", "CoefficientShort") with { StandsRight = true },
            .. head.Parties.Select(party => new Column($"credited-{party}", words.Say("Column.Credited", party), CellKind.Minutes, Summed: true)),
            (isPair ? new Column("balance", words.Say("Column.BalanceOf", first)) : words.Text("balance")) with { Kind = CellKind.Minutes },
            words.Number("revision"), words.Text("keys"), words.Text("remark"),
        ],
        statement.Lines.Select(line => LineOf(line, head.Parties, words)))
        {
            SubtotalName = words["Subtotal"],
            TotalName = words["Total"],
            Nothing = words["NoLines"],
        };
    }

    private static Row LineOf(StatementLineView line, IReadOnlyList<string> parties, StatementWords words)
    {
        var sign = line.Reverses is null ? 1 : -1;
        return new Row(
            [
                line.Number, line.LineDate, line.ValueDate, words[$"Kind.{line.Kind}"], line.LendingReference, line.ReceivingReference, words.Domain(line.Domain),
                line.Contributor, line.Nature is { } nature ? words.Nature(nature) : null, Quantity(line, words), line.TaughtMinutes is { } taught ? sign * (long)taught : Cell.Empty,
                line.Coefficient is { } coefficient ? coefficient.EndsWith("/1", StringComparison.Ordinal) ? coefficient[..^2] : coefficient : null,
                .. parties.Select(party => Credited(line, party)),
                line.Balance, line.Nature is null ? Cell.Empty : line.Revision, string.Join(", ", line.Keys.Select(key => Key(key, words))), Remark(line, words),
            ],
            words[$"Section.{line.Section}"],
            line.Reverses is not null ? RowMark.Reversal : line.Section == StatementSection.Late ? RowMark.Late : RowMark.None);
    }

    private static Cell Credited(StatementLineView line, string party)
    {
        if (line.Given == line.Received)
        {
            // A carry moves one institution's minutes between its years; the row of the other's is the same seen from there.
            return party == line.First && line.Moved != 0 ? line.Moved : Cell.Empty;
        }

        return line.Reverses is null
            ? party == line.Given ? line.Minutes : Cell.Empty
            : party == line.Received ? -(long)line.Minutes : Cell.Empty;
    }

    private static string? Quantity(StatementLineView line, StatementWords words) => line is { Quantity: { } quantity, Unit: { } unit }
        ? Units.Quantity(words.Spelling, decimal.Parse(quantity, CultureInfo.InvariantCulture), unit) : null;

    private static string Key(KeyView key, StatementWords words)
    {
        var turned = $"{key.Institution} {words.DayOf(key.At)}";
        return key.Tacit ? words.Say("Key.tacit", turned) : turned;
    }

    /// <summary>Also what paper has no column for, where it is not what the section's heading and the line's date say already.</summary>
    private static string? Remark(StatementLineView line, StatementWords words)
    {
        string?[] said =
        [
            line.Section is StatementSection.Opening or StatementSection.Closing && line.Reverses is null ? words[$"Kind.{line.Kind}"] : null,
            line.ValueDate != line.LineDate ? words.Say("Remark.value", words.Spelling.Day(line.ValueDate)) : null,
            line.Reverses is { } reverses ? words.Say("Remark.reverses", reverses) : null,
            line.ReversedBy is { } by ? line.ReversedIn is { } later ? words.Say("Remark.reversedIn", by, later) : words.Say("Remark.reversedBy", by) : null,
            line.EmployerUninformed ? words["Remark.uninformed"] : null,
        ];
        return said.Any(part => part is not null) ? string.Join(", ", said.OfType<string>()) : null;
    }
}
