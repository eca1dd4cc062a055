using HourExchange.Tests.Kit;

namespace HourExchange.Tests.EndToEnd;

[Trait("needs", "servers")]
[Trait("slow", "yes")]
[Collection(Alone.Name)]
public sealed class BackupTests(HxHouse house) : IClassFixture<HxHouse>
{
    private const string Find = """
        select (select count(*) from interventions.contributor_person where name like 'Zzq%')
             + (select count(*) from interventions.intervention where title like '%Brevforg%')
        """;

    [Fact]
    public async Task A_backup_restored_applies_the_forgotten_list_again()
    {
        (await house.Run("up")).Is(0);
        var operators = await house.As("*", "operator");
        foreach (var (code, kind) in new[] { ("HETS", "school"), ("HG", "agency") })
        {
            (await operators.Post("institutions", new { code, name = "Institution " + code, kind })).Is(201);
        }

        var hash = (await (await house.As("HETS", "management")).Post("agreements", Given.Agreement())).Is(201)["hash"].GetString();
        var management = await house.As("HG", "management");
        (await (await house.As("HETS", "management")).Post("agreements/HETS-HG/consents", new { hash })).Is(201);
        (await management.Post("agreements/HETS-HG/consents", new { hash })).Is(201);
        var registrar = await house.As("HG", "registrar");
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-031", name = "Zzqa Brevforg" })).Is(201);
        var line = (await (await house.As("HETS", "registrar")).Post("interventions", new
        {
            agreement = "HETS-HG",
            date = "2014-10-01",
            lendingInstitution = "HG",
            receivingInstitution = "HETS",
            contributor = "HG-031",
            domain = "formation-de-base",
            nature = "cours",
            title = "Avec Zzqa Brevforg",
            quantity = 2,
            unit = "heure",
        })).Is(201)["id"].GetString();
        foreach (var institution in new[] { "HG", "HETS" })
        {
            (await (await house.As(institution, "approver")).Act($"interventions/{line}/confirmations", new { })).Is(200);
        }

        await IsPostedAndReported();
        var chain = await LastHash();

        var folder = Directory.CreateTempSubdirectory("hx-backup-").FullName;
        var file = Path.Combine(folder, "hourexchange.tar");
        (await house.Run("backup", file)).Is(0);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Contains("is there already", (await house.Run("backup", file)).Is(1).Error, StringComparison.Ordinal);

        // The services that ran before the backup run again.
        await IsPostedAndReported();
        (await management.Post("contributors/HG/HG-031/forgettings", new { reason = "asked" })).Is(201);
        Assert.Equal(0, await house.Number("interventions", Find));

        await File.WriteAllTextAsync(file + ".cut", "no backup", TestContext.Current.CancellationToken);
        Assert.Contains("no backup of HourExchange", (await house.Run("restore", file + ".cut")).Is(1).Error, StringComparison.Ordinal);
        Assert.Contains("1 of 1 forgotten again", (await house.Run("restore", file)).Is(0).Output, StringComparison.Ordinal);
        (await house.Run("up")).Is(0);

        Assert.Equal(0, await house.Number("interventions", Find));
        Assert.Equal("HG-031", (await registrar.Get($"interventions/{line}")).Is(200)["contributor"].GetString());
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-031", name = "Zzqa Brevforg" })).IsProblem(409, "contributor-forgotten");
        await IsPostedAndReported();
        Assert.Equal(chain, await LastHash());
        Assert.Equal(0, await house.Number("interventions", "select count(*) from plumbing.rejected_message"));

        // The rights are as before: the ledger's role can still not change a posting, and the house still works.
        Assert.Contains("permission denied", (await house.Run("psql", "ledger", "-c", "delete from ledger.posting")).Is(1).Error, StringComparison.Ordinal);
        (await registrar.Post("contributors", new { institution = "HG", code = "HG-032", name = "Zzqb Other" })).Is(201);

        // One of before there was a sign-in: the others come back, and it stays.
        var before = file + ".before";
        File.Copy(file, before);
        using (var tar = System.Diagnostics.Process.Start("tar", ["--delete", "-f", before, "identity.dump"]))
        {
            await tar.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, tar.ExitCode);
        }

        (await house.Run("restore", before)).Is(0);
        (await house.Run("up")).Is(0);
        await IsPostedAndReported();
        Assert.Equal(chain, await LastHash());
        Directory.Delete(folder, recursive: true);
    }

    private async Task IsPostedAndReported()
    {
        await Eventually.Holds("the line is posted once and reported", TimeSpan.FromSeconds(90), async () =>
            await Answers() && (await (await house.As("HG", "auditor")).AskReporting("reports/yearly/HETS-HG/2014-2015")) is { Status: 200 } report
                && report["complete"].GetProperty("postings").GetInt32() == 1);
        Assert.Equal(1, await house.Number("ledger", "select count(*) from ledger.posting"));
    }

    /// <summary>Services that are just being started do not listen yet.</summary>
    private async Task<bool> Answers()
    {
        using var http = new HttpClient();
        foreach (var service in new[] { house.Interventions, house.Ledger, house.Reporting })
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(service, "/health/ready"), TestContext.Current.CancellationToken);
                if (!answer.IsSuccessStatusCode)
                {
                    return false;
                }
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<string> LastHash() =>
        (await house.Run("psql", "ledger", "-Atc", "select encode(last_hash, 'hex') from ledger.book where ref = 'HETS-HG'")).Is(0).Output.Trim();
}
