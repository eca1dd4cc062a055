using HourExchange.Plumbing.Sheets;
using HourExchange.Ui.Charts;
using HourExchange.Words.Reading;

namespace HourExchange.Tests.Ui.Charts;

public sealed class DrawingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bars_are_to_one_scale_and_end_in_their_figure(bool isWide)
    {
        var drawing = BarsDrawing.Of(new DivergingBars("f", "s", "t", "d", "HETS", "HG", [("Cours", 60, 120), ("Jury", 0, 30)]), isWide);
        var bars = drawing.Shapes.OfType<Bar>().Where(bar => bar.Height > 11).ToList();
        Assert.Equal([60, 120, 0, 30], bars.Select(bar => Math.Round(bar.Width / bars[1].Width * 120)));
        Assert.Equal(["f1", "f2", "f1", "f2"], bars.Select(bar => bar.Class));
        Assert.Equal(["1:00", "2:00", "0:00", "0:30"], drawing.Shapes.OfType<Label>().Select(label => label.Text).Where(text => text.Contains(':', StringComparison.Ordinal)));
        Assert.Contains(drawing.Shapes.OfType<Line>(), line => line.Class == "zero");
        Assert.All(bars, bar => Assert.InRange(bar.X + bar.Width, 0, drawing.Width - 40));
    }

    [Fact]
    public void Names_beside_bars_have_the_room_they_need_or_a_second_line()
    {
        string[] Names(string name) => [.. BarsDrawing.Of(new DivergingBars("f", "s", "t", "d", "HETS", "HG", [(name, 60, 120)]), isWide: true).Shapes.OfType<Label>().Where(label => label.X == 0).Select(label => label.Text)];
        Assert.Equal(["Promotion des métiers du social"], Names("Promotion des métiers du social"));
        Assert.Equal(["Promotion des métiers du social et", "de la santé en Suisse romande"], Names("Promotion des métiers du social et de la santé en Suisse romande"));
        var cut = Names("Promotion des métiers du social et de la santé en Suisse romande et ailleurs");
        Assert.Equal((2, true), (cut.Length, cut[1].EndsWith('…')));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_balance_stays_until_it_changes_and_zero_is_always_drawn(bool isWide)
    {
        var first = new DateOnly(2015, 1, 1);
        var drawing = StepLineDrawing.Of(
            new StepLine("f", "s", "t", "d", [(first, 600), (first.AddDays(100), 1200)], first.AddDays(200), [("plafond", 2_400)], [0, 1]), Spelling.Of("fr-CH"), isWide);
        var path = drawing.Shapes.OfType<Line>().Single(line => line.Class == "s2").Path;
        Assert.Matches(@"\AM[0-9.]+ [0-9.]+H[0-9.]+V[0-9.]+H[0-9.]+\z", path);
        Assert.Single(drawing.Shapes.OfType<Line>(), line => line.Class == "zero");
        Assert.Contains(drawing.Shapes.OfType<Label>(), label => label is { Class: "t2 capt", Text: "+40:00" });
        Assert.Contains(drawing.Shapes.OfType<Label>(), label => label.Text == "plafond");
        Assert.Equal(["10:00", "20:00"], drawing.Shapes.OfType<Label>().Where(label => label.Class == "tb").Select(label => label.Text));
        Assert.Equal(2, drawing.Shapes.OfType<Dot>().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(100_000_000)]
    [InlineData(-100_000_000)]
    public void One_day_and_any_figure_can_be_drawn(long minutes)
    {
        var day = new DateOnly(2016, 2, 29);
        var drawing = StepLineDrawing.Of(new StepLine("f", "s", "t", "d", [(day, minutes)], day, [], [0]), Spelling.Of("en"), isWide: true);
        Assert.Single(drawing.Shapes.OfType<Line>(), line => line.Class == "zero");
        Assert.InRange(drawing.Shapes.Count, 4, 40);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bands_begin_and_end_within_their_nodes_and_small_nodes_have_room_for_their_names(bool isWide)
    {
        var drawing = FlowsDrawing.Of(new Flows("f", "s", "t", "d", [("A", "X", 6_000), ("A", "Y", 1), ("B", "X", 3_000), ("C", "Y", 1), ("D", "Y", 1)]), isWide);
        var nodes = drawing.Shapes.OfType<Bar>().ToList();
        Assert.Equal(6, nodes.Count);
        Assert.Equal(5, drawing.Shapes.OfType<Line>().Count());
        var names = drawing.Shapes.OfType<Label>().Where(label => label.Class?.StartsWith("tb", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(["A", "B", "C", "D", "X", "Y"], names.Select(label => label.Text));
        Assert.All(names.Zip(names.Skip(1)).Where(pair => pair.First.X == pair.Second.X), pair => Assert.True(pair.Second.Y - pair.First.Y >= 48));
        Assert.Equal(["100:01", "50:00", "0:01", "0:01", "150:00", "0:03"], drawing.Shapes.OfType<Label>().Where(label => label.Text.Contains(':', StringComparison.Ordinal)).Select(label => label.Text));
        Assert.All(drawing.Shapes.OfType<Label>(), label => Assert.InRange(label.Y, 0, drawing.Height));
    }

    [Fact]
    public void Numbers_are_written_as_svg_has_them() => Assert.Equal(("0.1", "-12", "1234.5"), (Shape.Number(0.06), Shape.Number(-12.04), Shape.Number(1234.46)));
}
