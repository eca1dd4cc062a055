using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace HourExchange.Ui.Parts;

/// <summary>The kit's icons. A page carries those that it uses, once, and refers to them.</summary>
public static partial class Icons
{
    private static readonly List<(string Use, string Symbol)> Symbols =
        [.. Symbol().Matches(System.Text.Encoding.UTF8.GetString(KitFiles.Read("icons.svg"))).Select(found => ($"#{found.Groups["name"].Value}\"", found.Value))];

    /// <summary>An icon beside words that say the same: it is hidden from those who listen.</summary>
    public static MarkupString Of(string name) => new($"""<svg class="i" aria-hidden="true"><use href="#{name}"/></svg>""");

    /// <summary>The symbols to which a page refers.</summary>
    public static string SpriteFor(string html) =>
        $"""<svg class="sprite" width="0" height="0" aria-hidden="true" focusable="false">{string.Concat(Symbols.Where(symbol => html.Contains("href=\"" + symbol.Use, StringComparison.Ordinal)).Select(symbol => symbol.Symbol))}</svg>""";

    /// <summary>An icon as a file of its own, in a colour: what a browser shows beside the title.</summary>
    /// <param name="colour">#rrggbb.</param>
    public static string FileOf(string name, string colour)
    {
        var symbol = Symbols.Single(one => one.Use == $"#{name}\"").Symbol.Replace($"<symbol id=\"{name}\"", "<svg xmlns=\"http://www.w3.org/2000/svg\"", StringComparison.Ordinal);
        return symbol.Replace("</symbol>", "</svg>", StringComparison.Ordinal).Replace("currentColor", colour, StringComparison.Ordinal);
    }

    [GeneratedRegex("<symbol id=\"(?<name>[^\"]+)\".*?</symbol>", RegexOptions.Singleline)]
    private static partial Regex Symbol();
}
