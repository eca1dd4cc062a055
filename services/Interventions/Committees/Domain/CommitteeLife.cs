using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.States;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Committees.Domain;

/// <summary>What is done with a committee once it is formed.</summary>
public enum CommitteeAct
{
    Change,
    Meet,
    Dissolve,
}

/// <summary>The life of a committee: it changes from a day on, meets, and is dissolved. docs/states.md is printed from here. Pure.</summary>
public static class CommitteeLife
{
    public const string Active = "active";
    public const string Dissolved = "dissolved";

    public static readonly IReadOnlyList<string> States = [Active, Dissolved];

    public static StateTable<CommitteeAct> Table { get; } = new(
        new(Active, CommitteeAct.Change, Roles.Management, "other seats or people from a day on, not before the change that stands", Active),
        new(Active, CommitteeAct.Meet, Roles.Management, "a meeting that was held is recorded or corrected", Active),
        new(Active, CommitteeAct.Dissolve, Roles.Management, "with its last day, today at the latest, not before it last changed or met", Dissolved),
        new(Dissolved, CommitteeAct.Meet, Roles.Management, "held on its last day or before", Dissolved));

    public static string StateOf(DateOnly? dissolvedOn) => dissolvedOn is null ? Active : Dissolved;

    /// <param name="changedFrom">The day of the change that stands last; null where it stands as it was formed.</param>
    /// <returns>Why it cannot change from that day on, or null.</returns>
    public static Refusal? CheckChange(string state, DateOnly? changedFrom, DateOnly from) =>
        !Table.Allows(state, CommitteeAct.Change) ? IsDissolved
        : !CalendarDays.IsPlausible(from) ? Refusal.Invalid("committee-date-invalid", "A committee changes between 1900 and 2199, and is dissolved by today.")
        : from < changedFrom ? Refusal.Conflict("committee-changed-later", $"The committee changes on {changedFrom:yyyy-MM-dd}: a change on that day or later may follow.")
        : null;

    /// <param name="lastMetOn">The day of its latest meeting, if any.</param>
    /// <param name="today">The institutions' own calendar day.</param>
    /// <returns>Why that cannot be its last day, or null.</returns>
    public static Refusal? CheckDissolution(string state, DateOnly? changedFrom, DateOnly? lastMetOn, DateOnly on, DateOnly today, string? reason) =>
        !Table.Allows(state, CommitteeAct.Dissolve) ? IsDissolved
        : !CalendarDays.IsPlausible(on) || on > today ? Refusal.Invalid("committee-date-invalid", "A committee changes between 1900 and 2199, and is dissolved by today.")
        : reason is not null && !Texts.IsReason(reason) ? Refusal.Invalid("dissolution-reason-invalid", "A reason has 3 to 1000 characters.")
        : on < changedFrom ? Refusal.Conflict("committee-changed-later", $"The committee changes on {changedFrom:yyyy-MM-dd}.")
        : on < lastMetOn ? Refusal.Conflict("committee-met-later", $"The committee has met on {lastMetOn:yyyy-MM-dd}.")
        : null;

    /// <returns>Why the committee cannot have met on that day, or null.</returns>
    public static Refusal? CheckMeeting(DateOnly? dissolvedOn, DateOnly heldOn) => heldOn > dissolvedOn ? IsDissolved : null;

    /// <summary>What somebody in a role may do with it now.</summary>
    public static IReadOnlyList<string> ActsOf(string state, string role) => Table.ActsOf(state, role, _ => true);

    /// <summary>Its part of docs/states.md.</summary>
    public static string Print() => Table.Print("The life of a committee", """
        Printed from `CommitteeLife`. A committee is the agreement's: the management of any party acts. What it was made of on an earlier day
        stays readable; a dissolved committee does not change any more: 409 `committee-dissolved`. `acts` names what the caller may do now.
        """);

    private static Refusal IsDissolved => Refusal.Conflict("committee-dissolved", "The committee was dissolved.");
}
