//! The `#[step]` attribute: it leaves the function as it is and writes its catalogue entry beside it.
//!
//! Mistakes that the compiler can see are told by the compiler: a sentence that is no cucumber expression, a
//! parameter without an argument, an argument of another type than the sentence says.

use cucumber_expressions::{Expression, SingleExpression};
use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::{format_ident, quote};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, FnArg, Ident, ItemFn, Lit, LitStr, Meta, PatType, Token, Type};

/// Makes a step definition of an `async fn(world: &mut World, ..) -> Result<(), Failure>`.
///
/// ```ignore
/// /// Puts one piece of a product into the cart.
/// #[step(when, "I add {product} to my cart", example = "I add \"Blue Mug\" to my cart")]
/// async fn add_to_cart(world: &mut World, product: Product) -> Result<(), Failure> { .. }
/// ```
///
/// The function stays as it is; beside it stands the constant `ADD_TO_CART: Definition`, with the function's
/// visibility, to be listed where the module's definitions are listed. An argument after those of the sentence
/// takes the table or doc string under the step; its example is given with `block = "| product |\n| .. |"`. What the
/// sentence needs beside the shop's pages is told before the run where it is missing: `needs = [Mailbox, OwnEmail]`; a
/// sentence that brings such a thing about says `gives = [OwnEmail]`. One that expects the shop to refuse something says
/// `judges = [Coupon]`: the act before it has not failed then.
#[proc_macro_attribute]
pub fn step(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let sentence = syn::parse_macro_input!(attribute as Sentence);
    let function = syn::parse_macro_input!(item as ItemFn);
    define(&sentence, &function).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// What stands in the attribute's brackets.
struct Sentence {
    keyword: Ident,
    expression: LitStr,
    example: LitStr,
    block: Option<LitStr>,
    needs: Vec<Ident>,
    gives: Vec<Ident>,
    judges: Vec<Ident>,
}

impl Parse for Sentence {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let keyword: Ident = input.parse()?;
        input.parse::<Token![,]>()?;
        let expression: LitStr = input.parse()?;
        let (mut example, mut block) = (None, None);
        let (mut needs, mut gives, mut judges) = (Vec::new(), Vec::new(), Vec::new());
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let name: Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            match name.to_string().as_str() {
                "example" => example = Some(input.parse()?),
                "block" => block = Some(input.parse()?),
                "needs" => needs = list(input)?,
                "gives" => gives = list(input)?,
                "judges" => judges = list(input)?,
                _ => {
                    let known = "known here: `example = \"..\"`, `block = \"..\"`, `needs = [..]`, `gives = [..]` and `judges = [..]`";
                    return Err(syn::Error::new(name.span(), known));
                }
            }
        }
        let example = example
            .ok_or_else(|| syn::Error::new(expression.span(), "a definition has an example: `example = \"..\"`"))?;
        Ok(Self { keyword, expression, example, block, needs, gives, judges })
    }
}

/// Variants of `Need` or `Refusal`, in brackets: `[Mailbox, OwnEmail]`.
fn list(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let inside;
    syn::bracketed!(inside in input);
    inside.parse_terminated(Ident::parse, Token![,]).map(|names| names.into_iter().collect())
}

fn define(sentence: &Sentence, function: &ItemFn) -> syn::Result<Tokens> {
    let keyword = keyword(&sentence.keyword)?;
    let parameters = parameters(&sentence.expression)?;
    if function.sig.asyncness.is_none() {
        return Err(syn::Error::new(function.sig.span(), "a step definition is an `async fn`"));
    }
    let arguments = arguments(function)?;
    if arguments.len() < parameters.len() || arguments.len() > parameters.len() + 1 {
        return Err(syn::Error::new(
            function.sig.inputs.span(),
            format!(
                "the sentence has {} parameter(s): the function takes the world, one argument for each, and at most one for the table or doc string",
                parameters.len()
            ),
        ));
    }
    let (spoken, block) = arguments.split_at(parameters.len());
    let checks = spoken.iter().zip(&parameters).map(|(argument, name)| {
        let message = format!("this argument's type is not the one of {{{{{name}}}}} in the sentence");
        quote! { assert!(::shopper_steps::same_text(<#argument as ::shopper_steps::Parameter>::NAME, #name), #message); }
    });
    let types = spoken.iter().map(|argument| quote! { ::shopper_steps::ParameterType::of::<#argument>() });
    let takes = spoken.iter().enumerate().map(|(index, argument)| quote! { call.argument::<#argument>(#index)? });
    let block_need = block.first().map_or_else(
        || quote! { ::shopper_steps::BlockNeed::None },
        |taken| quote! { <#taken as ::shopper_steps::TakesBlock>::NEED },
    );
    let can_take = block.first().map_or_else(
        || quote! { |_, _| ::std::result::Result::Ok(()) },
        |taken| quote! { <#taken as ::shopper_steps::TakesBlock>::fits },
    );
    let takes_block = block.first().map(|taken| quote! { call.block::<#taken>()? }).into_iter();
    let passed = takes.chain(takes_block);

    let doc = doc_text(function);
    if doc.is_empty() {
        return Err(syn::Error::new(function.sig.span(), "the doc comment is the catalogue's text: write one"));
    }
    let name = &function.sig.ident;
    let constant = format_ident!("{}", name.to_string().to_uppercase());
    let visibility = &function.vis;
    let (expression, example) = (&sentence.expression, &sentence.example);
    let (needs, gives, judges) = (&sentence.needs, &sentence.gives, &sentence.judges);
    let none = quote! { ::std::option::Option::None };
    let example_block = sentence.block.as_ref().map_or(none, |text| quote! { ::std::option::Option::Some(#text) });
    Ok(quote! {
        #function

        #[doc = #doc]
        #visibility const #constant: ::shopper_steps::Definition = {
            #(const _: () = #checks)*
            fn run<'a>(
                world: &'a mut ::shopper_steps::World,
                call: ::shopper_steps::Call<'a>,
            ) -> ::shopper_steps::StepFuture<'a> {
                ::std::boxed::Box::pin(async move { let _ = &call; #name(world, #(#passed),*).await })
            }
            ::shopper_steps::Definition::from_function(::shopper_steps::FromFunction {
                keyword: ::shopper_steps::Keyword::#keyword,
                expression: #expression,
                doc: #doc,
                example: #example,
                example_block: #example_block,
                module: ::std::module_path!(),
                source: ::std::concat!(::std::file!(), ":", ::std::line!()),
                need: #block_need,
                needs: &[#(::shopper_steps::Need::#needs),*],
                gives: &[#(::shopper_steps::Need::#gives),*],
                judges: &[#(::shopper_steps::Refusal::#judges),*],
                parameters: &[#(#types),*],
                run,
                takes: #can_take,
            })
        };
    })
}

fn keyword(word: &Ident) -> syn::Result<Ident> {
    let name = match word.to_string().as_str() {
        "given" => "Given",
        "when" => "When",
        "then" => "Then",
        _ => return Err(syn::Error::new(word.span(), "the first word is given, when or then")),
    };
    Ok(Ident::new(name, word.span()))
}

/// The names of the parameters of a sentence, in order.
fn parameters(expression: &LitStr) -> syn::Result<Vec<String>> {
    let text = expression.value();
    let parsed = Expression::parse(&text)
        .map_err(|error| syn::Error::new(expression.span(), format!("no cucumber expression: {error}")))?;
    let names = parsed.0.iter().filter_map(|part| match part {
        SingleExpression::Parameter(parameter) => Some(parameter.input.to_string()),
        _ => None,
    });
    Ok(names.collect())
}

/// The types of the arguments after the world.
fn arguments(function: &ItemFn) -> syn::Result<Vec<&Type>> {
    let mut inputs = function.sig.inputs.iter();
    match inputs.next() {
        Some(FnArg::Typed(PatType { ty, .. })) if matches!(**ty, Type::Reference(_)) => {}
        _ => return Err(syn::Error::new(function.sig.span(), "the first argument is `world: &mut World`")),
    }
    inputs
        .map(|input| match input {
            FnArg::Typed(PatType { ty, .. }) if !matches!(**ty, Type::Reference(_)) => Ok(&**ty),
            other => Err(syn::Error::new(other.span(), "arguments are taken by value")),
        })
        .collect()
}

fn doc_text(function: &ItemFn) -> String {
    let lines = function.attrs.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) => Some(line.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
