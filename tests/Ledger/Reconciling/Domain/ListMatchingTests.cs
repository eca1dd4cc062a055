using FsCheck;
using FsCheck.Fluent;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Plumbing.Text;

namespace HourExchange.Tests.Ledger.Reconciling.Domain;

public sealed class ListMatchingTests
{
    private static readonly ListedLine Line = new(1, "HG", new DateOnly(2014, 10, 1), 90, "promotion", "td", "HG-0007");

    // Few values, so that lines are alike, near each other, and of one reference all the time.
    private static readonly Gen<ListedLine> AnyLine =
        from lender in Gen.Elements("HG", "HETS")
        from day in Gen.Choose(0, 9)
        from minutes in Gen.Elements(45, 90)
        from domain in Gen.Elements("promotion", "recherche")
        from nature in Gen.Elements("td", "cours")
        from reference in Gen.Elements(null, "", "A-1", "a 01", "A-2", "B/3")
        from other in Gen.Elements(null, "A-1", "Z 9")
        select new ListedLine(0, lender, new DateOnly(2014, 10, 1).AddDays(day), minutes, domain, nature, reference, other);

    private static readonly Gen<ListedLine[]> AnyLines = AnyLine.ArrayOf().Select(lines => lines.Select((line, index) => line with { Number = index + 1 }).ToArray());

    [Theory]
    [InlineData(90, 0, "promotion", "td", "HG-0007", "matched reference 0 0")]
    [InlineData(90, 3, "promotion", "td", "HG-0007", "matched reference 0 3")]
    [InlineData(90, -3, "promotion", "td", "HG-0007", "matched reference 0 -3")]
    [InlineData(90, 4, "promotion", "td", "HG-0007", "different reference 0 4")]
    [InlineData(30, -180, "promotion", "td", "HG-0007", "different reference -60 -180")]
    [InlineData(90, 0, "promotion", "td", "hg 7", "matched reference 0 0")]
    [InlineData(45, 0, "promotion", "td", "HG-0007", "different reference -45 0")]
    [InlineData(135, 2, "promotion", "td", "HG-0007", "different reference 45 2")]
    [InlineData(90, 0, "recherche", "td", "HG-0007", "different reference 0 0 domain")]
    [InlineData(90, 0, "promotion", "cours", "HG-0007", "different reference 0 0 nature")]
    [InlineData(90, 0, "PROMOTION", "Td", "HG-0007", "matched reference 0 0")]
    [InlineData(90, -2, "promotion", "td", null, "matched date-and-minutes 0 -2")]
    [InlineData(90, 0, "promotion", "td", "S-1", "matched date-and-minutes 0 0")]
    [InlineData(90, 0, "recherche", "td", "S-1", "different date-and-minutes 0 0 domain")]
    public void Two_lines_are_one_and_differ_by(int minutes, int days, string domain, string nature, string? reference, string expected)
    {
        var listed = new ListedLine(7, "HG", Line.Date.AddDays(days), minutes, domain, nature, reference);
        var line = Assert.Single(ListMatching.Compare([Line], [listed]));
        Assert.Equal(
            expected,
            $"{line.Finding} {line.FoundBy} {line.MinutesApart} {line.DaysApart}{(line.DomainDiffers ? " domain" : "")}{(line.NatureDiffers ? " nature" : "")}");
        Assert.Equal((Line, listed), (line.Book, line.List));
    }

    [Theory]
    [InlineData("HETS", 90, 0, "HG-0007")]
    [InlineData("HG", 90, 4, null)]
    [InlineData("HG", 91, 0, null)]
    [InlineData("HG", 91, 0, "--")]
    public void Two_lines_are_two(string lender, int minutes, int days, string? reference) => Assert.Equal(
        ["missing-here", "missing-there"],
        ListMatching.Compare([Line], [new ListedLine(7, lender, Line.Date.AddDays(days), minutes, "promotion", "td", reference)]).Select(line => line.Finding));

    [Fact]
    public void A_book_s_line_is_found_by_the_reference_of_either_institution() =>
        Assert.Equal(ComparedLine.ByReference, Assert.Single(ListMatching.Compare([Line with { Reference = "S-9", OtherReference = "HG-7" }], [Line])).FoundBy);

    [Fact]
    public void The_nearest_date_comes_first_and_a_line_is_taken_once()
    {
        ListedLine[] book = [At(1, 1), At(2, 3), At(3, 4)];
        ListedLine[] list = [At(1, 3), At(2, 5), At(3, 20)];
        Assert.Equal(
            ["matched 2 1", "matched 3 2", "missing-here  3", "missing-there 1 "],
            ListMatching.Compare(book, list).Select(line => $"{line.Finding} {line.Book?.Number} {line.List?.Number}").Order(StringComparer.Ordinal));

        static ListedLine At(long number, int day) => Line with { Number = number, Reference = null, Date = new DateOnly(2014, 10, day) };
    }

    [Fact]
    public void Lines_that_differ_in_nothing_but_the_date_find_each_other_before_nearer_ones_that_do()
    {
        ListedLine[] book = [Line with { Number = 1, Domain = "recherche" }, Line with { Number = 2, Date = Line.Date.AddDays(1) }];
        ListedLine[] list = [Line with { Number = 1 }, Line with { Number = 2, Domain = "recherche", Date = Line.Date.AddDays(1) }];
        Assert.Equal(["matched 1 2", "matched 2 1"], ListMatching.Compare(book, list).Select(line => $"{line.Finding} {line.Book!.Number} {line.List!.Number}"));
    }

    [Property(MaxTest = 300)]
    public Property The_order_of_the_lines_changes_nothing() => Prop.ForAll(AnyLines.Zip(AnyLines).ToArbitrary(), sides =>
    {
        var expected = ListMatching.Compare(sides.Item1, sides.Item2);
        var random = new Random(sides.Item1.Length);
        random.Shuffle(sides.Item1);
        random.Shuffle(sides.Item2);
        Assert.Equal(expected, ListMatching.Compare(sides.Item1, sides.Item2));

        // A file whose rows were moved has other row numbers: what was found of which content is the same.
        var renumbered = ListMatching.Compare(sides.Item1.Select(Renumber), sides.Item2.Select(Renumber));
        Assert.Equal(Contents(expected), Contents(renumbered));
    });

    [Property(MaxTest = 300)]
    public Property Every_line_is_in_the_result_once_and_the_minutes_add_up() => Prop.ForAll(AnyLines.Zip(AnyLines).ToArbitrary(), sides =>
    {
        var compared = ListMatching.Compare(sides.Item1, sides.Item2);
        Assert.Equal(sides.Item1.OrderBy(line => line.Number), compared.Select(line => line.Book).OfType<ListedLine>().OrderBy(line => line.Number));
        Assert.Equal(sides.Item2.OrderBy(line => line.Number), compared.Select(line => line.List).OfType<ListedLine>().OrderBy(line => line.Number));
        Assert.All(compared, line => Assert.True(line.Book is null || line.List is null || line.Book.Lender == line.List.Lender));
        Assert.Equal(
            sides.Item2.Sum(line => line.Minutes),
            sides.Item1.Sum(line => line.Minutes) + compared.Sum(line => line.MinutesApart)
            + compared.Sum(line => line.Finding == "missing-here" ? line.List!.Minutes : line.Finding == "missing-there" ? -line.Book!.Minutes : 0));
    });

    [Property(MaxTest = 300)]
    public Property A_list_compared_with_itself_matches_whole() => Prop.ForAll(AnyLines.ToArbitrary(), lines =>
    {
        Assert.All(ListMatching.Compare(lines, lines), line => Assert.Equal((ListFindings.Matched, 0), (line.Finding, line.DaysApart)));
    });

    [Fact]
    public void A_hundred_thousand_lines_that_are_all_alike_are_compared_at_once()
    {
        var lines = Enumerable.Range(1, 100_000).Select(number => Line with { Number = number, Date = Line.Date.AddDays(number % 300) }).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.All(ListMatching.Compare(lines, lines.Select(line => line with { Minutes = 60 })), line => Assert.Equal(-30, line.MinutesApart));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("HETS-HG-2014-0007", "hets hg 2014/7", true)]
    [InlineData("Réf. n° 12", "REF N 12", true)]
    [InlineData("L1", "L-001", true)]
    [InlineData("Œuvre-1", "oeuvre 1", true)]
    [InlineData("e\u0301tude 3", "Étude-3", true)]
    [InlineData("000", "0", true)]
    [InlineData("2014-7", "20147", false)]
    [InlineData("7-2014", "2014-7", false)]
    [InlineData("A-70", "A-7", false)]
    [InlineData("A7", "B7", false)]
    public void A_reference_has_one_spelling(string one, string other, bool same) =>
        Assert.Equal(same, ReferenceSpelling.Of(one) == ReferenceSpelling.Of(other));

    private static ListedLine Renumber(ListedLine line, int index) => line with { Number = index + 1 };

    private static IEnumerable<ComparedLine> Contents(IEnumerable<ComparedLine> compared) =>
        compared.Select(line => line with { Book = line.Book is { } book ? book with { Number = 0 } : null, List = line.List is { } list ? list with { Number = 0 } : null });
}
