using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.HouseRules;

/// <summary>Documents lead where they say: links and their anchors, the walks and the map of ARCHITECTURE.md.</summary>
public sealed partial class DocumentLinksTests
{
    private const int WalkFileLimit = 8;

    private static readonly IReadOnlyList<string> Documents =
    [
        .. new[] { "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md" }.Select(name => Path.Combine(Repository.Root, name)),
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_to_an_anchor_in_it()
    {
        var links = Documents.SelectMany(document => LinksOf(Prose(File.ReadAllText(document))).Select(link => (document, link))).ToList();
        Assert.True(links.Count > 100, $"Only {links.Count} links were found.");
        Assert.Empty(links.Where(one => !Leads(one.document, one.link)).Select(one => $"{Path.GetRelativePath(Repository.Root, one.document)}: {one.link}"));
    }

    [Fact]
    public void A_walk_names_at_most_eight_files_and_links_to_each()
    {
        var walks = Sections("Walk: ");
        Assert.True(walks.Count >= 3, $"Only {walks.Count} walks were found.");
        Assert.All(walks, walk =>
        {
            // A file that is named is a link: whether it is there, the other test says.
            var files = LinksOf(Prose(walk)).Distinct(StringComparer.Ordinal).ToList();
            Assert.InRange(files.Count, 1, WalkFileLimit);
            Assert.DoesNotContain(
                FileName().Matches(walk).Select(name => name.Groups["name"].Value),
                name => !files.Any(file => file.EndsWith('/' + name, StringComparison.Ordinal)));
        });
    }

    [Fact]
    public void The_map_shows_every_noun_of_the_services_and_every_room_of_plumbing()
    {
        var map = Assert.Single(Sections("Map"));
        string[] houses = ["services/Interventions", "services/Ledger", "services/Reporting", "identity", "plumbing"];
        var rooms = houses.SelectMany(house => Directory.GetDirectories(Path.Combine(Repository.Root, house)))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(folder => Path.GetFileName(folder)).Except(["bin", "obj"], StringComparer.Ordinal).ToList();
        Assert.NotEmpty(rooms);
        Assert.DoesNotContain(rooms, room => !map.Contains($"  {room}/ ", StringComparison.Ordinal));
    }

    private static bool Leads(string document, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? document : Path.GetFullPath(parts[0], Path.GetDirectoryName(document)!);
        return parts.Length == 1
            ? Path.Exists(target)
            : File.Exists(target) && AnchorsOf(File.ReadAllText(target)).Contains(parts[1]);
    }

    /// <summary>As GitHub makes them of headings: lower case, hyphens for spaces, no punctuation; a second one of the same name is counted.</summary>
    private static IEnumerable<string> AnchorsOf(string text) =>
        Heading().Matches(Fence().Replace(text, "")).Select(heading => heading.Groups["text"].Value)
            .Select(heading => LinkWithText().Replace(heading, "$1").ToLowerInvariant())
            .Select(heading => Punctuation().Replace(heading, "").Replace(' ', '-'))
            .GroupBy(anchor => anchor, StringComparer.Ordinal).SelectMany(same => same.Select((anchor, index) => index == 0 ? anchor : $"{anchor}-{index}"));

    private static IEnumerable<string> LinksOf(string prose) =>
        Link().Matches(prose).Select(link => link.Groups["target"].Value).Where(target => !Scheme().IsMatch(target));

    /// <summary>Without what is shown as code: nothing is a link there.</summary>
    private static string Prose(string text) => InlineCode().Replace(Fence().Replace(text, ""), "");

    private static IReadOnlyList<string> Sections(string title) =>
        [.. File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md")).Split("\n## ").Where(section => section.StartsWith(title, StringComparison.Ordinal))];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\A[a-z][a-z+.-]*:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^```.*?^```[ ]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("`(?<name>[A-Za-z0-9_./-]+\\.(cs|csproj|sql|sh|md|json|resx|yml))`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^#{1,6} +(?<text>.+?)[ ]*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkWithText();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N} _-]")]
    private static partial Regex Punctuation();
}
