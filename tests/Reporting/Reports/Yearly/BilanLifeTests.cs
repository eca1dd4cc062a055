using System.Text.Json;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Ledger.Years;

namespace HourExchange.Tests.Reporting.Reports.Yearly;

[Trait("needs", "servers")]
public sealed class BilanLifeTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_bilan_is_commented_approved_by_all_frozen_and_followed_by_a_new_edition_that_says_what_changed()
    {
        var path = await Begin("LIFE", out var work);
        var (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));

        // Nothing can be approved while a rubric says nothing.
        var read = (await hets.AskReporting(path)).Is(200);
        Assert.Equal(["rubric enseignement", "rubric conclusion"], read["life"].GetProperty("missing").EnumerateArray().Select(part => $"{part.GetProperty("kind")} {part.GetProperty("rubric")}"));
        Assert.Equal(["comment"], Acts(read));
        (await hets.PostToReporting($"{path}/approvals", new { hash = Hash(read) })).IsProblem(409, "report-incomplete");

        (await Comment(hets, path, "enseignement", new { findings = "HG donne **tout**.", perspectives = "Co-enseigner.", nothingToReport = false })).Is(201);
        (await Comment(hets, path, "enseignement", new { findings = "Autre", nothingToReport = false })).IsProblem(412, "comment-outdated");
        (await Comment(hets, path, "enseignement", new { findings = "<b>non</b>", nothingToReport = false }, replaces: 1)).IsProblem(422, "comment-html");
        (await Comment(hg, path, "inconnue", new { nothingToReport = true })).IsProblem(404, "rubric-not-found");
        (await Comment(hg, path, "conclusion", new { nothingToReport = true })).Is(201);
        (await Comment(await house.As("HG", "finance"), path, "conclusion", new { nothingToReport = true })).IsProblem(403, "role-missing");

        // Approved by one; a comment afterwards makes it count no more, and says so.
        var first = Hash((await hets.AskReporting(path)).Is(200));
        (await hets.PostToReporting($"{path}/approvals", new { hash = first })).Is(201);
        (await hets.PostToReporting($"{path}/approvals", new { hash = first })).IsProblem(409, "report-approved");
        (await Comment(hg, path, "conclusion", new { findings = "Une bonne année.", nothingToReport = false }, replaces: 1)).Is(201);
        (await hg.PostToReporting($"{path}/approvals", new { hash = first })).IsProblem(412, "report-outdated");
        read = (await hg.AskReporting(path)).Is(200);
        Assert.Equal("comments", read["life"].GetProperty("approvals")[0].GetProperty("voidBecause").GetString());

        var hash = Hash(read);
        Assert.Equal(1, (await hets.PostToReporting($"{path}/approvals", new { hash })).Is(201)["waiting"].GetArrayLength());
        // One person in two institutions approves for one of them.
        (await (await house.As("HG", "management", "HETS-management")).PostToReporting($"{path}/approvals", new { hash })).IsProblem(403, "report-by-same-person");
        Assert.Equal(1, (await hg.PostToReporting($"{path}/approvals", new { hash })).Is(201)["edition"].GetInt32());
        (await hg.PostToReporting($"{path}/approvals", new { hash })).IsProblem(409, "report-approved");

        var frozen = await Files(hg, path, 1);
        Assert.Equal(hash, ContentHash.Of(frozen["bilan.json"]));
        Assert.Contains("HG donne <strong>tout</strong>.", System.Text.Encoding.UTF8.GetString(frozen["bilan.fr-CH.html"]), StringComparison.Ordinal);
        Assert.Equal(22, frozen.Count);
        Assert.Empty((await hets.AskReporting(path)).Is(200)["life"].GetProperty("since").EnumerateArray());

        // A later correction: the frozen stays as it was to the byte, and what is current says what is different once it is approved too.
        await work.Post(30);
        await Reported(hg, path, 90);
        read = (await hets.AskReporting(path)).Is(200);
        Assert.Equal(["figures", "figures", "figures"], read["life"].GetProperty("approvals").EnumerateArray().Select(approval => approval.GetProperty("voidBecause").GetString()!));
        Assert.Contains("institutions[HG].given 60 90", Told(read["life"].GetProperty("since")));
        hash = Hash(read);
        (await hets.PostToReporting($"{path}/approvals", new { hash })).Is(201);
        Assert.Equal(2, (await hg.PostToReporting($"{path}/approvals", new { hash })).Is(201)["edition"].GetInt32());
        var editions = (await hg.AskReporting(path)).Is(200)["life"].GetProperty("editions");
        Assert.Contains("institutions[HG].given 60 90", Told(editions[1].GetProperty("differences")));
        Assert.Equal(Hashes(frozen), Hashes(await Files(hg, path, 1)));

        // Nor does a restart or a rebuild change a byte.
        await house.Stop(await house.Start(HourExchange.Reporting.ReportingService.Host));
        await house.Start(HourExchange.Reporting.ReportingService.Host);
        await Rebuilding.Rebuilt.Run(house);
        Assert.Equal(Hashes(frozen), Hashes(await Files(await house.As("HG", "management"), path, 1)));
        (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => house.Scalar<int>(HourExchange.Reporting.ReportingService.Host, "update reporting.edition set hash = '' returning 1"));
        (await (await house.As("ISSM", "management")).AskReporting($"{path}/editions/1/files/bilan.json")).IsProblem(404, "agreement-not-found");
        (await hg.AskReporting($"{path}/editions/3/files/bilan.json")).IsProblem(404, "edition-not-found");
    }

    [Fact]
    public async Task A_payment_and_what_is_posted_of_another_year_void_no_approval()
    {
        var path = await Begin("OTHER", out var work);
        var (hets, hg) = (await house.As("HETS", "management"), await house.As("HG", "management"));
        (await Comment(hg, path, "enseignement", new { nothingToReport = true })).Is(201);
        (await Comment(hg, path, "conclusion", new { nothingToReport = true })).Is(201);
        var hash = Hash((await hets.AskReporting(path)).Is(200));
        await work.Post(45, "2015-10-01");
        await Eventually.Equal(2, async () => (await hets.AskReporting(path)).Is(200)["complete"].GetProperty("postings").GetInt32());
        Assert.Equal(hash, Hash((await hets.AskReporting(path)).Is(200)));
    }

    private static IEnumerable<string> Told(JsonElement differences) =>
        differences.EnumerateArray().Select(difference => $"{difference.GetProperty("path")} {difference.GetProperty("before")} {difference.GetProperty("after")}");

    private Task<string> Begin(string book, out BookAtWork work)
    {
        work = new BookAtWork(house, book);
        return Begin(work);
    }

    private async Task<string> Begin(BookAtWork work)
    {
        await BookAtWork.Open(house, work.Book, content => content with
        {
            Rubrics = [new Rubric("enseignement", new Dictionary<string, string> { ["fr"] = "Enseignement" }, ["formation-de-base"]), new Rubric("conclusion", new Dictionary<string, string>(), [])],
        });
        await work.Post(60);
        var path = $"reports/yearly/{work.Book}/2014-2015";
        await Reported(await house.As("HETS", "management"), path, 60);
        return path;
    }

    private static Task Reported(Institution reader, string path, long given) => Eventually.Equal(given, async () =>
    {
        var reply = await reader.AskReporting(path);
        return reply.Status == 200 && reply["institutions"].GetArrayLength() > 0 ? reply["institutions"].EnumerateArray().Sum(row => row.GetProperty("given").GetInt64()) : 0;
    });

    private static Task<Reply> Comment(Institution management, string path, string rubric, object content, int replaces = 0)
    {
        var said = JsonSerializer.SerializeToNode(content)!.AsObject();
        foreach (var part in new[] { "findings", "principles", "issues", "perspectives" })
        {
            said.TryAdd(part, null);
        }

        return management.PostToReporting($"{path}/comments", new { rubric, replaces, content = said });
    }

    private static async Task<Dictionary<string, byte[]>> Files(Institution reader, string path, int edition)
    {
        var files = new Dictionary<string, byte[]>();
        foreach (var file in (await reader.AskReporting(path)).Is(200)["life"].GetProperty("editions")[edition - 1].GetProperty("files").EnumerateArray())
        {
            var name = file.GetProperty("name").GetString()!;
            files[name] = (await reader.AskReporting($"{path}/editions/{edition}/files/{name}")).Is(200).Bytes;
            Assert.Equal(file.GetProperty("bytes").GetInt64(), files[name].Length);
        }

        return files;
    }

    private static Dictionary<string, string> Hashes(Dictionary<string, byte[]> files) => files.ToDictionary(file => file.Key, file => ContentHash.Of(file.Value));

    private static string Hash(Reply report) => report["life"].GetProperty("hash").GetString()!;

    private static IEnumerable<string> Acts(Reply report) => report["life"].GetProperty("acts").EnumerateArray().Select(act => act.GetString()!);
}
