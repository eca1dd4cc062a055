using Dapper;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Pages;
using HourExchange.Identity.Sessions;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace HourExchange.Identity.SigningIn;

/// <summary>
/// In Development alone, and there only where a key is set: a link of <c>./hx demo</c> signs in a person who is there for trying, one for each
/// institution and role.
/// </summary>
public static class TrialEndpoint
{
    public const string Setting = "Identity:TrialKey";

    private const string Way = "trial";

    private const string Give = """
        insert into identity.membership (id, person, institution, role) values (@id, @person, @institution, @role)
        on conflict do nothing
        """;

    /// <exception cref="InvalidOperationException">The key is set outside Development: the program must not start.</exception>
    public static void Map(WebApplication app)
    {
        if (app.Configuration[Setting] is not { Length: > 0 } key)
        {
            return;
        }

        if (!app.Environment.IsDevelopment())
        {
            throw new InvalidOperationException($"{Setting} is set outside Development: nobody signs in by a link there.");
        }

        app.MapGet(DevelopmentLinks.Path + "/{institution}/{role}/{proof}", async (
            string institution, string role, string proof, HttpContext http, UserManager<Person> people, NpgsqlDataSource database, SessionStore sessions,
            IdentitySettings settings, TimeProvider clock) =>
        {
            if (!DevelopmentLinks.Fits(key, institution, role, proof))
            {
                return Results.NotFound();
            }

            await sessions.Begin(http, await Person(people, database, institution, role, clock, http.RequestAborted), Way);
            // Whoever was signed in there before is somebody else.
            return Results.Redirect(settings.Portal is { } portal ? new Uri(portal, LocalPath.To("/session", http.Request.Query[LocalPath.Parameter])).ToString() : "/compte");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<Person> Person(UserManager<Person> people, NpgsqlDataSource database, string institution, string role, TimeProvider clock, CancellationToken stopping)
    {
        var name = $"essai-{institution}-{role}";
        if (await people.FindByNameAsync(name) is { } known)
        {
            return known;
        }

        var person = new Person { UserName = name, Name = $"Essai {institution} {role}", CreatedAt = clock.GetUtcNow() };
        var made = await people.CreateAsync(person);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
        }

        await using var connection = await database.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(Give, new { id = Guid.CreateVersion7(), person = person.Id, institution, role });
        return person;
    }
}
