using HourExchange.Identity.Accounts.Domain;
using HourExchange.Identity.Keeping;
using Microsoft.AspNetCore.Identity;

namespace HourExchange.Identity.Accounts;

/// <summary>Identity takes a code as often as it comes within its minutes; here one is taken once, whoever sends it.</summary>
internal sealed class CodesOnce(TimeProvider clock) : AuthenticatorTokenProvider<Person>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || CodeSteps.Find(key, token, CodeSteps.StepAt(clock.GetUtcNow()), user.LastCodeStep) is not { } step)
        {
            return false;
        }

        // Of two at once the person's concurrency stamp lets one through.
        user.LastCodeStep = step;
        return (await manager.UpdateAsync(user)).Succeeded;
    }
}
