using System.Globalization;

namespace HourExchange.Ui.Charts;

/// <summary>What a chart is made of, in the units of its view box. Classes are the kit's: they give colours and weights.</summary>
public abstract record Shape(string? Class)
{
    /// <summary>As SVG writes it, whatever the culture.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
}

/// <param name="X">Where it begins; with the class te it ends there, with tm its middle stands there.</param>
/// <param name="Y">Its base line.</param>
public sealed record Label(string? Class, double X, double Y, string Text) : Shape(Class);

public sealed record Bar(string? Class, double X, double Y, double Width, double Height) : Shape(Class);

/// <param name="Path">SVG 2, 9.3.</param>
public sealed record Line(string? Class, string Path) : Shape(Class);

public sealed record Dot(string? Class, double X, double Y) : Shape(Class);

/// <summary>One chart in one width: the wide one is for paper and screens from 44rem on, the narrow one for phones.</summary>
public sealed record Drawing(double Width, double Height, IReadOnlyList<Shape> Shapes)
{
    /// <summary>Of a character at 13 pixels; a little more than the widest figure.</summary>
    public const double CharacterWidth = 7.2;

    /// <summary>Of a letter, which is narrower.</summary>
    private const double LetterWidth = 6.6;

    private const double Square = 11;

    /// <summary>The colours of series: two institutions, and a third tone.</summary>
    public static string Fill(int series) => (series % 3) switch { 0 => "f1", 1 => "f2", _ => "f0" };

    public static string Band(int series) => (series % 3) switch { 0 => "w1", 1 => "w2", _ => "w0" };

    /// <summary>What each colour is, from one line to the next where one is full.</summary>
    /// <returns>With the height that is taken.</returns>
    public static (IReadOnlyList<Shape> Shapes, double Height) Legend(IReadOnlyList<(Shape Sign, string Name)> entries, double width)
    {
        var shapes = new List<Shape>();
        double x = 0, y = 0;
        foreach (var (sign, name) in entries)
        {
            var length = 16 + (name.Length * LetterWidth) + 24;
            if (x > 0 && x + length > width)
            {
                (x, y) = (0, y + 18);
            }

            shapes.Add(sign switch
            {
                Bar bar => bar with { X = x, Y = y + 1, Width = Square, Height = Square },
                _ => new Line(sign.Class, $"M{Shape.Number(x)} {Shape.Number(y + 7)}h12"),
            });
            shapes.Add(new Label(null, x + 16, y + 11, name));
            x += length;
        }

        return (shapes, entries.Count == 0 ? 0 : y + 24);
    }

    /// <summary>Of a name at 13 pixels.</summary>
    public static double WidthOf(string name) => name.Length * LetterWidth;

    /// <summary>No longer than its room; the whole stands in the table beside the chart.</summary>
    public static string Cut(string name, double width) =>
        WidthOf(name) <= width ? name : name[..Math.Max(1, (int)(width / LetterWidth) - 1)].TrimEnd() + "…";

    /// <summary>On two lines where one has no room for it.</summary>
    public static IReadOnlyList<string> Wrap(string name, double width)
    {
        var room = WidthOf(name) <= width ? name.Length : (int)(width / LetterWidth);
        var space = name.Length <= room ? -1 : name.LastIndexOf(' ', room);
        return space <= 0 ? [Cut(name, width)] : [name[..space], Cut(name[(space + 1)..], width)];
    }
}
