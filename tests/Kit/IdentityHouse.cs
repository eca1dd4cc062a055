using Dapper;
using HourExchange.Identity;
using HourExchange.Plumbing.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Tests.Kit;

/// <summary>A sign-in provider of its own for a test class: a database on the real server, the program in this process, mails as files.</summary>
public class IdentityHouse : IAsyncLifetime
{
    public const string PortalSecret = "portal-secret-of-the-tests";
    public const string TrialKey = "trial-key-of-the-tests";

    private readonly string _id = Guid.NewGuid().ToString("N")[..12];
    private readonly DirectoryInfo _mails = Directory.CreateTempSubdirectory("hourexchange-mails-");
    private readonly List<WebApplication> _running = [];
    private readonly Lazy<NpgsqlDataSource> _owner;

    public IdentityHouse() => _owner = new(() => HourExchange.Plumbing.Database.DatabaseSetup.Create(Settings()["Database:Owner"]!, "test-identity"));

    /// <summary>Where the portal is that signs in here.</summary>
    internal virtual Uri PortalAddress => Portal;

    internal LogLines Logs { get; } = new();

    /// <summary>As browsers see it; nothing listens there.</summary>
    internal virtual Uri Issuer { get; } = new("http://localhost:8081");

    internal virtual string Listens => "http://127.0.0.1:0";

    /// <summary>Who has accepted an invitation is led to the portal; else to the own account.</summary>
    internal virtual bool HasPortal => true;

    internal static Uri Portal { get; } = new("http://localhost:8080");

    internal NpgsqlDataSource Database => _owner.Value;

    internal WebApplication First { get; private set; } = null!;

    /// <summary>Where the first instance listens.</summary>
    internal Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build();
        await IdentityService.Host.Deploy("provision", configuration);
        await IdentityService.Host.Deploy("migrate", configuration);
        First = await Start();
        Address = new Uri(First.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _running)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (_owner.IsValueCreated)
        {
            await _owner.Value.DisposeAsync();
        }

        await IdentityService.Host.Deploy("drop", new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build());
        _mails.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    internal Dictionary<string, string?> Settings()
    {
        var postgres = new Uri(Servers.Postgres).Authority;
        string Of(string role) => $"postgresql://hxtest_{role}:hxtest@{postgres}/hxtest_{_id}_identity";
        return new Dictionary<string, string?>
        {
            ["Database:Admin"] = Servers.Postgres,
            ["Database:Owner"] = Of("identity_owner"),
            ["Database:Service"] = Of("identity"),
            ["Security:DevelopmentKey"] = TestKeys.PublicFile,
            ["Security:Authority"] = Issuer.GetLeftPart(UriPartial.Authority),
            ["Identity:Portal"] = HasPortal ? PortalAddress.ToString() : "",
            ["Identity:PortalSecret"] = PortalSecret,
            ["Identity:TrialKey"] = TrialKey,
            ["Mail:Folder"] = _mails.FullName,
            ["urls"] = Listens,
        };
    }

    /// <summary>One more instance, beside the first.</summary>
    internal async Task<WebApplication> Start(Action<IServiceCollection>? change = null, Dictionary<string, string?>? settings = null)
    {
        var app = IdentityService.Host.Build(["--environment", "Development"], services =>
        {
            services.AddSingleton(Logs.Factory);
            // What a password costs is measured by ./hx bench sign-in.
            services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
            change?.Invoke(services);
        }, settings ?? Settings());
        await app.StartAsync();
        _running.Add(app);
        return app;
    }

    internal async Task Stop(WebApplication app)
    {
        await app.StopAsync();
        await app.DisposeAsync();
        _running.Remove(app);
    }

    internal async Task Execute(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>A browser that has not been here before.</summary>
    internal Visitor Visitor() => new(Address, issuer: Issuer);

    /// <summary>The link with which the first operator gets in.</summary>
    internal async Task<string> OperatorLink()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await HourExchange.Identity.Invitations.Inviting.FirstOperator.Print(Database, output, Issuer.ToString()));
        return new Uri(output.ToString().Trim()).PathAndQuery;
    }

    /// <summary>The path of the link in the newest mail to an address.</summary>
    internal async Task<string> LinkTo(string address) =>
        new Uri((await MailTo(address)).Split('\n').Single(line => line.StartsWith(Issuer.ToString(), StringComparison.Ordinal)).Trim()).PathAndQuery;

    /// <summary>The newest mail to an address; it and those before are read once.</summary>
    internal async Task<string> MailTo(string address)
    {
        string? found = null;
        await Eventually.Holds("the mail has left", () =>
        {
            found = _mails.GetFiles("*.eml").OrderByDescending(file => file.Name, StringComparer.Ordinal)
                .Select(file => MimeKit.MimeMessage.Load(file.FullName)).FirstOrDefault(mail => mail.To.Mailboxes.Single().Address == address)?.TextBody;
            return Task.FromResult(found is not null);
        });
        foreach (var mail in _mails.GetFiles("*.eml").Where(file => MimeKit.MimeMessage.Load(file.FullName).To.Mailboxes.Single().Address == address))
        {
            mail.Delete();
        }

        return found!;
    }

    /// <summary>Somebody with an account and one role, by invitation; signed in.</summary>
    internal async Task<Visitor> Member(string institution, string role, string mail, string password = Kit.Visitor.Password)
    {
        var admin = new Institution(Address, Address, Address, role == "admin" ? TestKeys.Token("*", "operator", "op") : TestKeys.Token(institution, "admin", "an-admin"));
        (await admin.Post("invitations", new { mail, role, institution })).Is(201);
        var visitor = Visitor();
        var page = await visitor.Get(await LinkTo(mail));
        await page.Submit(new() { ["nom"] = "Zzqa Brevforg", ["motdepasse"] = password });
        return visitor;
    }
}
