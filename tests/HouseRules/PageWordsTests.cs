using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.HouseRules;

/// <summary>What people read stands in words/, in three languages: a letter that only French or German has gives away a word that does not.</summary>
public sealed partial class PageWordsTests
{
    /// <summary>Spells letters, no words.</summary>
    private const string Spelling = "TermCode.cs";

    [Fact]
    public void Pages_have_no_word_of_one_language()
    {
        var files = new[] { "portal", "identity", "ui" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" && Path.GetFileName(file) != Spelling && !file.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.InRange(files.Count, 100, 10_000);
        Assert.All(files, file => Assert.DoesNotContain(
            File.ReadLines(file).Where(line => line.TrimStart() is var code && !code.StartsWith("//", StringComparison.Ordinal) && !code.StartsWith("@*", StringComparison.Ordinal)),
            line => OfOneLanguage().IsMatch(line)));
    }

    /// <summary>Razor drops a space that stands between an element and a statement: it is written as <c>@(" ")</c>.</summary>
    [Fact]
    public void Pages_lose_no_space_between_words()
    {
        var files = new[] { "portal", "identity", "ui" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.razor", SearchOption.AllDirectories)).ToList();
        Assert.InRange(files.Count, 50, 10_000);
        Assert.All(files, file => Assert.DoesNotContain(File.ReadLines(file), line => LostSpace().IsMatch(line)));
    }

    [GeneratedRegex(@"</(a|abbr|b|code|em|ins|span|strong)> +@(if|foreach|for|switch|while)\b")]
    private static partial Regex LostSpace();

    [GeneratedRegex("[À-ÖØ-öø-ÿŒœ°]")]
    private static partial Regex OfOneLanguage();
}
