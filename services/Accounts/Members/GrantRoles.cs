using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using UpperBack.Accounts.Credentials;

namespace UpperBack.Accounts.Members;

/// <summary>Sets which roles a member holds.</summary>
internal static class GrantRoles
{
    public static void Map(RouteGroupBuilder group) =>
        group
            .MapPut("/members/{memberId}/roles", HandleAsync)
            .RequireAuthorization(Policies.Admin)
            .WithSummary("Set the roles of a member")
            .WithDescription(
                "For administrators. Everybody stays a member. Nobody can take the admin role from themselves, "
                    + "so there is always one left."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListedMember>, ProblemHttpResult>> HandleAsync(
        MemberId memberId,
        Request request,
        ClaimsPrincipal caller,
        AccountManager accounts,
        ILogger<Account> log
    )
    {
        var unknown = request.Roles.Except(Roles.All).ToArray();
        if (
            new Validation()
                .Wire(
                    unknown.Length == 0,
                    "roles",
                    $"roles names '{string.Join("', '", unknown.Take(3))}': there are {string.Join(", ", Roles.All)}."
                )
                .That(
                    memberId != caller.MemberId() || request.Roles.Contains(Roles.Admin),
                    "roles",
                    "You cannot take the admin role from yourself: ask another administrator."
                )
                .Problem is
            { } problem
        )
            return problem.ToHttp();

        if (await accounts.ChangeAsync(memberId, account => account.SetRoles(request.Roles)) is not { } changed)
            return Problem
                .Of(
                    ErrorCodes.NotFound,
                    "This person is not a member here any more. Look them up in the list of members."
                )
                .ToHttp();

        log.RolesSet(changed.Id, changed.Roles, caller.MemberId().ToString());
        return TypedResults.Ok(new ListedMember(changed.Id, changed.Email, changed.DisplayName, changed.RoleList));
    }

    /// <summary>The roles to set.</summary>
    /// <param name="Roles">Names; see the catalogue in the error when one is unknown.</param>
    internal sealed record Request([OneOf(typeof(Contracts.Roles))] IReadOnlyList<string> Roles);
}
