using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HourExchange.Interventions;
using HourExchange.Interventions.Contributors.Forgetting;
using HourExchange.Ledger;
using HourExchange.Plumbing.Broker;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Interventions.Contributors;

[Trait("needs", "servers")]
public sealed class ForgettingTests(House house) : IClassFixture<House>
{
    private const string Mail = "Zzq.Forgetme@exemple.invalid";

    /// <summary>Contracts that carry what people wrote, and what they tell of.</summary>
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["interventions.commitment-changed.v1"] = "commitment",
        ["interventions.action-changed.v1"] = "action",
        ["interventions.meeting-recorded.v1"] = "meeting",
        ["interventions.committee-changed.v1"] = "committee",
        ["interventions.means-noted.v1"] = "means",
    };

    private readonly string _first = "Zzq" + Letters();
    private readonly string _last = "Forgetme" + Letters();

    [Fact]
    public async Task A_forgotten_person_s_name_is_nowhere()
    {
        var logs = new LogLines();
        foreach (var host in House.Hosts)
        {
            await house.Start(host, services => services.AddSingleton(logs.Factory));
        }

        await using var broker = await Broker.Connect(house);
        var copies = new Dictionary<string, string>();
        foreach (var contract in House.Hosts.SelectMany(host => host.Publishes.Concat(host.PublishesWithoutReader)).Distinct())
        {
            copies.Add(Wire.ContractOf(contract), await broker.Listen(Wire.ContractOf(contract)));
        }

        await Given.AgreementInForce(house);
        var line = await WorkUnderTheName();

        // The search can find: the name stands in the one place, and where people wrote it.
        Assert.Superset(
            new HashSet<string>
            {
                "interventions.contributor_person", "interventions.intervention", "interventions.line_history", "interventions.dispute_message",
                "interventions.committee", "interventions.meeting_history", "interventions.decision", "interventions.document", "interventions.action", "interventions.commitment",
                "interventions.commitment_remark", "plumbing.idempotent_answer", "plumbing.outbox",
            },
            (await Find()).ToHashSet());
        var before = await WhatStays(line);

        (await (await house.As("HG", "management")).Post("contributors/HG/HG-031/forgettings", new { reason = "left" })).Is(201);

        // What Reporting keeps of what people wrote is told anew: it comes with the bus.
        await Eventually.Equal("", async () => string.Join(' ', await Find()));
        Assert.Equal(before, await WhatStays(line));
        var told = (await (await house.As("HG", "auditor")).Get($"interventions/{line}")).Is(200);
        Assert.Equal("Atelier de HG-031 (HG-031)", told["title"].GetString());
        Assert.Equal("HG-031", told["contributor"].GetString());

        await Eventually.Equal(0L, () => house.Scalar<long>(InterventionsService.Host, "select count(*) from plumbing.outbox where sent_at is null"));
        var messages = new List<(string Contract, string Body)>();
        foreach (var (contract, copy) in copies)
        {
            while (await broker.Take(copy) is { } message)
            {
                messages.Add((contract, Encoding.UTF8.GetString(message.Body.Span)));
            }
        }

        Assert.Contains(messages, message => message.Body.Contains(line, StringComparison.Ordinal));
        Assert.All(messages.Where(message => !Texts.ContainsKey(message.Contract)), message => HasNoName(message.Body));
        Assert.All(await Queues(), HasNoName);
        WhatIsToldLastHasNoName(messages);
        Assert.All(await Exports(line), HasNoName);
        Assert.Contains(logs.All, entry => entry.Contains("/forgettings", StringComparison.Ordinal));
        Assert.All(logs.All, HasNoName);

        await ARestoredBackupForgetsAgain();
    }

    /// <summary>What people wrote is told as they wrote it, and once more, under the next revision, when a name was struck from it.</summary>
    private void WhatIsToldLastHasNoName(IReadOnlyList<(string Contract, string Body)> messages)
    {
        foreach (var (contract, thing) in Texts)
        {
            var told = messages.Where(message => message.Contract == contract).Select(message => JsonDocument.Parse(message.Body).RootElement)
                .GroupBy(body => body.GetProperty(thing).GetGuid(), (_, all) => all.OrderBy(body => body.GetProperty("revision").GetInt32()).ToList()).Single();
            Assert.Equal(Enumerable.Range(1, told.Count), told.Select(body => body.GetProperty("revision").GetInt32()));
            Assert.Contains(_last, told[^2].GetRawText(), StringComparison.Ordinal);
            HasNoName(told[^1].GetRawText());
            Assert.Contains("HG-031", told[^1].GetRawText(), StringComparison.Ordinal);
        }
    }

    /// <summary>As a backup from before the forgetting leaves it: the person is back, and nothing says it was forgotten.</summary>
    private async Task ARestoredBackupForgetsAgain()
    {
        await house.Execute(InterventionsService.Host, """
            delete from interventions.forgotten_contributor;
            insert into interventions.contributor_person (institution, code, name, mail, changed_at) values ('HG', 'HG-031', @name, @Mail, now());
            update interventions.intervention set title = 'Atelier de ' || @name
            """, new { name = $"{_first} {_last}", Mail });
        Assert.NotEmpty(await Find());
        ForgottenEntry[] list = [ForgottenEntry.Read("HG\tHG-031\t2015-03-01T09:30:00Z"), ForgottenEntry.Read("HG\tHG-not-yet\t2015-03-01T09:30:00Z")];
        Assert.Equal(2, await ForgetAgain.Run(house.Database(InterventionsService.Host), list));
        Assert.Empty(await Find());
        Assert.Equal(0, await ForgetAgain.Run(house.Database(InterventionsService.Host), list));
        Assert.Equal("2015-03-01", await house.Scalar<string>(
            InterventionsService.Host, "select (forgotten_at at time zone 'UTC')::date::text from interventions.forgotten_contributor where code = 'HG-031'"));

        // A code that the backup did not know yet cannot get a person either.
        (await (await house.As("HG", "registrar")).Post("contributors", new { institution = "HG", code = "HG-not-yet", name = "Zzqe Brevforg" }))
            .IsProblem(409, "contributor-forgotten");
    }

    /// <summary>The name in every text, in several forms, all the way to the yearly figures.</summary>
    private async Task<string> WorkUnderTheName()
    {
        (await (await house.As("HG", "registrar")).Post("contributors", new
        {
            institution = "HG",
            code = "HG-031",
            name = $"{_first} {_last}",
            mail = Mail,
            phone = "+41 22 000 00 99",
            expertise = new[] { "dettes" },
        }, "person")).Is(201);
        var registrar = await house.As("HETS", "registrar");
        var id = (await registrar.Post("interventions", new
        {
            agreement = "HETS-HG",
            reference = "F-1",
            date = "2014-10-01",
            lendingInstitution = "HG",
            receivingInstitution = "HETS",
            contributor = "HG-031",
            domain = "formation-de-base",
            nature = "cours",
            title = $"Atelier de {_first} {_last}",
            quantity = 2,
            unit = "heure",
            programme = $"Programme {_last.ToUpperInvariant()}",
        }, "line")).Is(201)["id"].GetString()!;
        var approver = await house.As("HG", "approver");
        (await approver.Act($"interventions/{id}/disputes", new { reason = $"{_last.ToUpperInvariant()}, {_first} n'y était pas" })).Is(200);
        (await approver.Act($"interventions/{id}/withdrawals", new { })).Is(200);
        (await registrar.Act($"interventions/{id}/corrections", new
        {
            reason = $"Vu avec Mme {_last}, {Mail}",
            changes = new { title = $"Atelier de {_last}-{_first} ({Mail})", quantity = 1.5 },
        })).Is(200);
        (await approver.Act($"interventions/{id}/confirmations", new { })).Is(200);
        (await (await house.As("HETS", "approver")).Act($"interventions/{id}/confirmations", new { })).Is(200);

        var management = await house.As("HETS", "management");
        var committee = (await management.Post("agreements/HETS-HG/committees", new
        {
            kind = "steering",
            name = $"Pilotage {_last}",
            seats = new[] { new { institution = "HG", seats = 1, role = $"siège de {_first} {_last}" } },
        }, "committee")).Is(201)["id"].GetString();
        (await management.Post("agreements/HETS-HG/meetings", new
        {
            committee,
            heldOn = "2015-01-15",
            participants = new[] { new { institution = "HG", code = "HG-031" } },
            decisions = new[] { new { text = $"{_first} {_last} enseigne." } },
            note = $"Appeler {_last}: +41 22 000-00-99",
        })).Is(201);
        // What a correction replaces is kept, with the name.
        var meeting = (await management.Get("agreements/HETS-HG/meetings")).Is(200)["meetings"][0].GetProperty("id").GetString();
        (await management.Post($"agreements/HETS-HG/meetings/{meeting}/corrections", new
        {
            reason = $"{_first} {_last} était absent",
            content = new { heldOn = "2015-01-15", participants = new[] { new { institution = "HG", code = "HG-032" } }, decisions = new[] { new { text = $"{_last} enseigne." } } },
        }, "correction", "\"1\"")).Is(201);
        (await management.Post(
            $"agreements/HETS-HG/committees/{committee}/dissolutions", new { dissolvedOn = "2015-02-01", reason = $"Départ de {_last}" }, "dissolution", "\"1\"")).Is(201);
        var document = (await management.PostRaw("agreements/HETS-HG/documents?title=Dossier", [.. "%PDF-1.4\n"u8, 1], "application/pdf")).Is(201)["id"].GetString();
        (await management.Post($"agreements/HETS-HG/documents/{document}/withdrawals", new { reason = $"Dossier de {_first} {_last}" }, "withdrawal")).Is(200);
        (await management.Post("agreements/HETS-HG/actions", new { text = $"Remplacer {_last}", responsible = "HG", dueOn = "2015-06-30" }, "action")).Is(201);
        var commitment = (await management.Post(
            "agreements/HETS-HG/commitments", new { kind = "other", text = $"Relève de {_first} {_last}" }, "commitment")).Is(201)["id"].GetString();
        (await management.Post($"agreements/HETS-HG/commitments/{commitment}/remarks", new { year = "2014-2015", text = $"{_last} reste." })).Is(201);

        (await management.Post("agreements/HETS-HG/in-kind-means", new { what = $"Bureau de {_first} {_last}", institution = "HG", since = "2014-09-01" }, "means")).Is(201);

        var auditor = await house.As("HG", "auditor");
        await Eventually.Equal(1, async () => (await auditor.AskReporting("reports/yearly/HETS-HG/2014-2015")) is { Status: 200 } report
            ? report["complete"].GetProperty("postings").GetInt32() : -1);
        await Eventually.Equal(JsonValueKind.Number, async () => (await auditor.Get($"interventions/{id}"))["postingNumber"].ValueKind);
        return id;
    }

    private async Task<string> WhatStays(string line)
    {
        var auditor = await house.As("HG", "auditor");
        var seen = (await auditor.Get($"interventions/{line}")).Is(200);
        return string.Join('\n',
            seen.ETag, seen["state"], seen["revision"], seen["keys"], seen["taughtMinutes"], seen["creditedMinutes"], seen["postingNumber"],
            (await auditor.AskLedger("books/HETS-HG/postings")).Is(200).Text,
            (await auditor.AskLedger("books/HETS-HG/balance?asOf=2015-08-31")).Is(200).Text,
            await Figures(auditor),
            await BookTables.Sums(house),
            await house.Scalar<string>(LedgerService.Host, "select encode(last_hash, 'hex') from ledger.book where ref = 'HETS-HG'"));
    }

    /// <summary>The report's figures; texts that people wrote stand beside them, and are told anew.</summary>
    private static async Task<string> Figures(Institution auditor)
    {
        var report = (await auditor.AskReporting("reports/yearly/HETS-HG/2014-2015")).Is(200);
        return string.Join('\n', report["complete"], report["institutions"], report["accounts"], report["byNature"], report["byDomain"]);
    }

    private async Task<IReadOnlyList<string>> Exports(string line)
    {
        var auditor = await house.As("HG", "auditor");
        var registrar = await house.As("HG", "registrar");
        var texts = new List<string>
        {
            (await auditor.AskLedger("books/HETS-HG/postings")).Is(200).Text,
            (await auditor.AskLedger("books/HETS-HG/journal")).Is(200).Text,
            (await auditor.AskReporting("reports/yearly/HETS-HG/2014-2015")).Is(200).Text,
        };
        foreach (var path in (string[])
        [
            "contributors?institution=HG", "contributors/HG/HG-031", $"interventions/{line}", "agreements/HETS-HG", "agreements/HETS-HG/committees",
            "agreements/HETS-HG/meetings", "agreements/HETS-HG/actions", "agreements/HETS-HG/commitments", "agreements/HETS-HG/documents",
            .. await Corrections(registrar),
        ])
        {
            texts.Add((await registrar.Get(path)).Is(200).Text);
        }

        return texts;
    }

    private static async Task<IReadOnlyList<string>> Corrections(Institution reader) =>
        [.. (await reader.Get("agreements/HETS-HG/meetings")).Is(200)["meetings"].EnumerateArray().Select(meeting => $"agreements/HETS-HG/meetings/{meeting.GetProperty("id")}/corrections")];

    /// <summary>What the broker still holds, read and put back.</summary>
    private async Task<IReadOnlyList<string>> Queues()
    {
        var management = new Uri(Servers.RabbitMqManagement);
        using var http = new HttpClient { BaseAddress = new Uri($"{management.Scheme}://{management.Authority}/api/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(management.UserInfo))));
        var names = JsonDocument.Parse(await http.GetStringAsync($"queues/{house.VirtualHost}?columns=name,exclusive")).RootElement.EnumerateArray()
            .Where(queue => !(queue.TryGetProperty("exclusive", out var exclusive) && exclusive.GetBoolean()))
            .Select(queue => queue.GetProperty("name").GetString()!).Where(name => !name.StartsWith("amq.", StringComparison.Ordinal)).ToList();
        Assert.Contains("ledger.intervention-confirmed.v1", names);
        var held = new List<string>();
        foreach (var name in names)
        {
            using var body = new StringContent("""{"count":1000,"ackmode":"ack_requeue_true","encoding":"auto"}""", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync($"queues/{house.VirtualHost}/{Uri.EscapeDataString(name)}/get", body);
            Assert.True(answer.IsSuccessStatusCode, $"{name}: {answer.StatusCode}");
            held.Add(await answer.Content.ReadAsStringAsync());
        }

        return held;
    }

    private Task<IReadOnlyList<string>> Find() => EveryTable.With(house, _first, _last, Mail, "000 00 99");

    private void HasNoName(string text)
    {
        Assert.DoesNotContain(_first, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_last, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Mail, text, StringComparison.OrdinalIgnoreCase);
    }

    private static string Letters() => new(Random.Shared.GetItems("bcdfghjklmnpqrstvwxz".AsSpan(), 8));
}
