using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Sheets;

namespace HourExchange.Tests.Kit;

/// <summary>Tables of every kind of cell, with and without groups, sums and marks, for what must hold in each form of a table.</summary>
internal sealed record GivenTable(IReadOnlyList<Row> Lines, bool HasSubtotals, bool HasTotal)
{
    public static readonly IReadOnlyList<Column> Columns =
    [
        new("domain", "Domaine"),
        new("day", "Date", CellKind.Day),
        new("given", "Donné", CellKind.Minutes, Summed: true),
        new("balance", "Solde", CellKind.Minutes, Summed: true),
        new("lines", "Lignes", CellKind.Count, Summed: true),
        new("amount", "Montant", CellKind.Money, Summed: true, "CHF"),
        new("quantity", "Quantité", CellKind.Quantity),
        new("share", "Part", CellKind.Share),
    ];

    private static readonly string[] Texts =
    [
        "Recherche", "Évaluation sur site", "=1+1", "+41 22", "-7:30", "@cmd", "3/2", "'=x", "a;b,\"c\"", "deux\nlignes", "<b>&amp;</b>", "_x0041_", "x\u0001y", "🙂", "\t=2", "{0}",
    ];

    public static Arbitrary<GivenTable> Any { get; } = (
        from lines in Line.ListOf()
        from groups in Gen.Elements(0, 1, 3)
        from hasSubtotals in Gen.Elements(true, false)
        from hasTotal in Gen.Elements(true, false)
        select new GivenTable([.. lines.Select((line, index) => groups == 0 ? line : line with { Group = $"groupe {index * groups / lines.Count}" })], hasSubtotals, hasTotal)).ToArbitrary();

    private static Gen<Row> Line =>
        from text in Gen.Elements(Texts)
        from day in Gen.Choose(0, 40_000)
        from given in Gen.Choose(0, 100_000)
        from balance in Gen.Choose(-1_000_000, 1_000_000)
        from count in Gen.Choose(0, 50)
        from amount in Gen.Choose(-100_000_000, 100_000_000)
        from quantity in Gen.Choose(0, 100_000)
        from share in Gen.Choose(0, 1_000)
        from missing in Gen.Choose(0, 15)
        from mark in Gen.Elements(RowMark.None, RowMark.None, RowMark.Late, RowMark.Reversal)
        select new Row([.. new Cell[]
            {
                text, new DateOnly(1910, 1, 1).AddDays(day), (long)given, (long)balance, (long)count, amount / 100m, quantity / 1000m, share / 1000m,
            }.Select((cell, index) => index == missing ? Cell.Empty : cell)], Mark: mark);

    public Table Table => Table.Of("lines", "Lignes : de 2015/2016 [tout]", Columns, Lines) with
    {
        Subtitle = "exemple",
        TotalName = HasTotal ? "Total" : null,
        SubtotalName = HasSubtotals ? "Sous-total" : null,
    };

    public Sheet Sheet(string language = "fr-CH") => new("given", language, "Tout", "Une phrase.", [new Section("Lignes", [new TableBlock(Table)])]);

    /// <summary>What every form must say: each sum is that of the lines above it, since its group began or in all.</summary>
    /// <param name="rows">As they were read again: line, subtotal or total, with the values of the summed columns.</param>
    public void AddsUp(IReadOnlyList<(string Kind, IReadOnlyList<decimal?> Values)> rows)
    {
        var summed = Columns.Index().Where(column => column.Item.Summed).Select(column => column.Index).ToList();
        var lines = rows.Where(row => row.Kind == "line").Select(row => row.Values).ToList();
        Assert.Equal(Lines.Select(line => summed.Select(index => Number(line.Cells[index].Value))), lines);
        Assert.Equal(HasTotal && Lines.Count > 0 ? 1 : 0, rows.Count(row => row.Kind == "total"));
        Assert.Equal(HasSubtotals ? Lines.Select(line => line.Group).Where(group => group is not null).Distinct().Count() : 0, rows.Count(row => row.Kind == "subtotal"));
        List<IReadOnlyList<decimal?>> group = [], all = [];
        foreach (var (kind, values) in rows)
        {
            switch (kind)
            {
                case "line":
                    group.Add(values);
                    all.Add(values);
                    break;
                case "subtotal":
                    Assert.Equal(SumOf(group), values);
                    group.Clear();
                    break;
                default:
                    Assert.Equal(SumOf(all), values);
                    break;
            }
        }

        IEnumerable<decimal?> SumOf(List<IReadOnlyList<decimal?>> lines) => summed.Select((_, place) => (decimal?)lines.Sum(line => line[place] ?? 0));
    }

    private static decimal? Number(object? value) => value switch { long whole => whole, decimal number => number, _ => null };
}
