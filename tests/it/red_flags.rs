//! Red flags of the shipped FAQ by kind, as people type them, and what only looks or sounds like one. The calm rows weigh
//! as much as the urgent ones: who is sent to the emergency room by a printer that chokes reads no second answer.

use verbatim::decide::Decision;
use verbatim::text::Question;

use crate::decisions::ENGINE;

#[track_caller]
fn check(text: &str, urgent: bool) {
    let decision = ENGINE.decide(&Question::new(text)).decision;
    assert_eq!(matches!(decision, Decision::Urgent(_)), urgent, "{text:?}: {}", decision.name());
}

#[track_caller]
fn urgent(texts: &[&str]) {
    texts.iter().for_each(|text| check(text, true));
}

#[track_caller]
fn calm(texts: &[&str]) {
    texts.iter().for_each(|text| check(text, false));
}

#[test]
fn blood_is_heard_over_blank_lines_with_where_it_comes_from() {
    urgent(&[
        "there is blood\n\nso much blood\n\ncoming from his bottom",
        "blood\n\na lot\n\nfrom her bum",
        "blood everywhere\n\ncoming out of his mouth",
        "so much blood\n\nfrom down below",
        "blood in the toilet\n\nlots\n\nmy dad",
        "theres blood\ncoming out\nher nose",
        "blood.\nlots.\nfrom his back passage",
        "it is blood\n\nit comes from her stoma",
        "red everywhere\n\nits blood\n\nfrom the wound",
        "blood coming from mums mouth",
        "he has blood running out of his ear",
    ]);
}

#[test]
fn somebody_who_lies_there_and_does_not_answer() {
    urgent(&[
        "hes on the floor. not answering. eyes shut",
        "mum on the floor\nnot answering",
        "dad is lying on the bathroom floor he doesnt answer",
        "eyes closed not answering me",
        "her eyes are shut and she isnt answering",
        "he is on the ground. doesnt move",
        "found him on the floor not moving",
        "she fell down and doesnt answer. eyes shut",
        "on the floor. eyes shut. not moving",
        "my wife lies there, eyes closed, not reacting",
        "he wont open his eyes",
        "he does not answer me he is on the floor",
    ]);
}

#[test]
fn a_last_amount_a_last_letter_and_what_is_left_without_me() {
    urgent(&[
        "whats the amount of morphine that would end it",
        "what amount of oramorph would finish it",
        "which amount of insulin ends it all",
        "how much tramadol to end it",
        "how many sleeping pills would finish it",
        "how much morphine so that it is over",
        "amount of paracetamol to finish me off",
        "what dose of codeine would end it for good",
        "how much oxycodone would do it",
        "ive written the letters. tonight i will do it",
        "ive written my goodbye letters",
        "wrote a farewell note for my wife",
        "i have written letters to everyone, i will do it tonight",
        "my goodbye note is on the table",
        "she left a goodbye letter",
        "i wrote my last letter to the kids, tonight its over",
        "said my goodbyes. tonight i do it",
        "they d be better off w/o me",
        "everyone is better off w/o me",
        "my kids wd be better off w/out me",
        "theyd all be happier wo me",
        "the family is better off with out me",
        "my wife would be better off w/o me here",
        "the world is better w/o me",
        "better off w/o me tbh",
        "dont wanna b here anymore",
        "i want 2 die",
        "kms tonite",
        "i cba living anymore",
        "idk if i can go on",
        "no one would care if i died",
    ]);
}

#[test]
fn degrees_of_a_person() {
    urgent(&[
        "39 degrees and shivering after chemo",
        "its 39 degrees she has, chemo was monday",
        "dad has 40 degrees since RFA",
        "39 degrees on chemo",
        "my temperature is above 40 degrees",
        "he is at 39 degrees today and had chemo last week",
        "above 39 degrees since TACE",
        "40 degrees today after the embolisation",
        "mum 39 degrees today chemo yesterday",
        "i have 39 degrees",
    ]);
}

#[test]
fn what_also_is_said_of_things_and_long_ago_is_urgent_of_people_now() {
    urgent(&[
        "my dad is having a heart attack",
        "i think im having a heart attack",
        "think this is a heart attack",
        "dad is in agony since an hour",
        "she is screaming in agony",
        "im in agony",
        "my husband is in agony with his belly",
        "the waiting is over but i am in agony since the biopsy",
        "the pain is killing me",
        "my stomach is killing me",
        "mum is in agony and we are waiting for the doctor",
        "gran had a stroke just now",
        "gran is having a stroke",
        "my dad had a stroke an hour ago",
        "mum had a stroke today",
        "she had a stroke years ago and now her face droops again",
        "he had a stroke ages ago and now he is slurring",
        "she had a seizure ages ago and is having one now",
        "she is bleeding to death",
        "he's bleeding to death here",
        "im going to bleed to death",
        "if i move i bleed heavily",
        "they cut away 70 percent and now he is bleeding heavily",
        "mum is choking",
        "dad is choking on his food",
        "my son is choking",
        "he is choking and turning blue",
        "she cant stop choking",
        "shes suffocating",
        "my baby is choking",
        "i am choking",
        "i am bleeding",
        "hes bleeding from the port",
        "the wound is bleeding a lot",
        "my stoma is bleeding",
        "dads bleeding",
    ]);
}

#[test]
fn what_stands_around_an_alarm_does_not_hide_it() {
    urgent(&[
        "vomiting blood\nthe bus is late",
        "i am vomiting blood\nmy test is tomorrow",
        "mum has 39 degrees and we sit in the garden",
        "my temp is 39 degrees here",
        "dad is freezing in bed, the heating is on full, chemo was tuesday",
        "i am freezing and shaking since chemo",
        "i am waiting for the ambulance in agony",
        "agony. waiting for the doctor",
        "my arm is suddenly numb after lunch",
        "dad in the car is bleeding",
        "she is bleeding in the car",
        "i collapsed at the office",
        "i fainted at work today",
        "he fainted when he saw the blood running out",
        "heart attack i think, chest tight",
        "he had a heart attack this morning",
        "had a stroke an hour ago",
        "i will do it tonight with the pills",
        "i am tired of everything",
        "too tired to fight anymore",
        "i am too tired to go on",
        "she has been lying there not moving",
        "my father lies on the floor and doesnt react",
        "mum wont answer, eyes half open",
        "she doesnt answer and her eyes are closed",
        "my brother doesnt move he is on the floor",
        "my sister fell down eyes rolled up",
        "he doesn't answer his phone, he said goodbye to everyone",
        "how much tramadol until its over",
        "what number of pills would do it for me",
        "given away my things, tonight its over",
        "she wrote a farewell letter",
        "found a goodbye note from my son",
        "39.4 degrees in the morning after chemo",
        "40 degrees in the evening, he had TACE yesterday",
        "she has 39 degrees in the ear, chemo last week",
        "fever 39 in the night",
        "my temp goes above 39 degrees since RFA",
        "after RFA it goes above 39 degrees",
        "blood from his ear",
        "its coming out of her nose\n\nblood\n\nso much",
        "loads of blood. out of his mouth.",
        "bleeding from the gums\n\nwont stop",
        "mum had ablation on monday, 39 degrees this morning",
        "after ablation i have 39 degrees",
    ]);
}

#[test]
fn what_would_happen_to_anybody_is_calm() {
    calm(&[
        "if they cut away 70 percent wouldn't you bleed to death? how much is removed",
        "would you bleed to death if they take out half the liver?",
        "don't you bleed to death when they cut the liver?",
        "couldn't one bleed to death if the surgeon slips?",
        "if the liver is cut, won't a person bleed to death",
        "wouldn't a patient bleed to death without a liver",
        "if someone had no platelets would he bleed to death",
        "wouldnt i bleed to death if they cut a vessel",
        "why don't people bleed to death in liver surgery",
        "isn't it so that you bleed heavily if they cut the liver?",
    ]);
}

#[test]
fn the_weather_and_the_heat_of_a_procedure_are_calm() {
    calm(&[
        "39 degrees in Seville today and our air con is broken",
        "it is 40 degrees here in Delhi, what is RFA",
        "41 degrees in the shade today. what is TACE",
        "39 degrees at the beach, lovely. What is chemo?",
        "today we had 38 degrees here and no fan",
        "it's 40 degrees out there",
        "38 degrees in Athens",
        "we have 39 degrees in town today",
        "40 degrees in the garden",
        "it hit 40 degrees in Rome yesterday",
        "its 102 degrees in Phoenix today",
        "heatwave here, 39 degrees, what is TACE?",
        "is it above 40 degrees in RFA or more",
        "does RFA go above 40 degrees",
        "is the tip hotter than 42 degrees in ablation",
        "how can 40 degrees in RFA be enough",
        "does it reach 41 degrees during ablation",
        "at more than 42 degrees cells die, is that how RFA works",
        "is RFA done at 40 degrees",
        "do they heat the liver to 42 degrees in rfa",
        "heated chemo of 42 degrees, is that used",
    ]);
}

#[test]
fn things_that_choke_and_bleed_are_calm() {
    calm(&[
        "the printer is choking on paper again",
        "our printer is bleeding ink",
        "the pipes are bleeding air",
        "i had to bleed the radiators",
        "the car is choking",
        "the engine coughs and chokes",
        "our boiler has a seizure every winter lol",
        "the economy is bleeding money",
        "my phone is bleeding battery",
        "the washing machine had a fit",
        "the radiator is bleeding",
        "the pen is bleeding through the paper",
        "the market is suffocating",
        "my laptop fainted",
    ]);
}

#[test]
fn idioms_are_calm() {
    calm(&[
        "the waiting is agony, when do I get my date for surgery",
        "waiting is agony",
        "this wait is agony",
        "it's agony not knowing",
        "not knowing is agony",
        "the waiting is killing me",
        "the agony of waiting",
        "the suspense is killing me, what is RFA",
        "waiting for results is pure agony",
        "the uncertainty is agony",
        "i am dying to know what is TACE",
        "i'm dying for a coffee",
        "dying to meet my oncologist",
        "bursting with worries",
        "my heart is bursting with joy",
        "sick of waiting",
        "i am sick of all this waiting",
        "sick and tired of waiting for letters",
        "i had a heart attack when I saw the bill",
        "nearly had a heart attack when i saw the bill",
        "heart attack when I saw the parking fee lol",
        "my heart stopped when i saw the price",
        "i nearly died laughing",
        "i almost fainted when i saw the bill",
        "nearly fainted at the price of parking",
        "my feet are killing me after the walk",
        "my boss will kill me",
        "my wife will kill me if i forget, what is rfa",
        "i could murder a pizza",
    ]);
}

#[test]
fn what_was_ages_ago_is_calm() {
    calm(&[
        "Gran had a stroke ages ago. Is TACE allowed?",
        "my uncle had a stroke a long time ago, what is RFA",
        "dad had a seizure ages ago",
        "she had a heart attack ages ago. Can she have chemo?",
        "he had a stroke way back, is surgery ok",
        "mum had a stroke back then, is RFA ok",
        "granddad's stroke was ages ago. what is TACE",
        "my aunt fainted ages ago at a wedding. what is chemo",
        "my neighbour had a stroke some time ago, can he have RFA",
        "he had chest pain ages ago",
    ]);
}

#[test]
fn tiredness_letters_and_calls_of_daily_life_are_calm() {
    calm(&[
        "My sister sent me the link to this chat last night. I was too tired to read everything then. Who can have liver resection?",
        "I was too tired to read it all. What is RFA?",
        "I am too tired to cook today",
        "too tired to drive, what is tace",
        "he is tired of reading leaflets",
        "i am too tired to fight with the insurance",
        "i am too tired to try the new app",
        "she was too tired to carry the shopping",
        "i have written the letters to the insurance",
        "i wrote a letter to my doctor",
        "i have written letters to the council, what is RFA",
        "my daughter wrote a goodbye card for the nurse",
        "i wrote a goodbye note for my colleagues, I retire tonight",
        "she left a note with the link",
        "what amount of morphine do they give after surgery",
        "how much chemo does it take to end it, six cycles?",
        "what amount of heat ends a tumour",
        "when will the treatment end it all takes so long",
        "what would end the pain of waiting",
        "better off without the car",
        "the garden is better off w/o weeds",
        "coffee w/o sugar, what is TACE",
        "rfa w/o anaesthesia?",
        "w/o surgery what is left",
        "she does not answer my emails",
        "he is not answering the phone",
        "the clinic is not answering",
        "the nurse isn't answering. eyes on the clock. What is RFA?",
        "the clinic doesnt answer",
        "the floor is wet",
        "he sleeps on the floor",
        "the cat lies on the floor eyes shut",
        "i work on the third floor and nobody is answering the phone",
        "my glass is on the floor",
        "is blood from the bottom a symptom of liver mets",
        "there was blood taken, so much blood, for tests",
        "can blood come from the bottom after chemo",
        "no blood coming from his bottom",
        "the blood comes from the portal vein",
        "does the blood in the liver come from the gut",
    ]);
}

#[test]
fn words_of_alarms_far_from_each_other_are_calm() {
    calm(&[
        "my blood test was fine. I come from the bottom of the valley",
        "blood pressure ok, water dripping from the ceiling",
        "I said goodbye to everyone at work and I am ready to go on holiday",
        "I wrote letters to the council. I am going to do it again.",
        "The number of pills is written on the box",
        "what is the dose of paracetamol for pain, does it end",
        "how much paracetamol can i take a day",
        "how many tramadol a day are ok",
        "the dose of chemo they gave was higher",
        "my sister fell down the stairs last year, what is RFA",
        "the kids are lying on the floor drawing",
        "my eyes are closed when i meditate, what is TACE",
        "he keeps his eyes shut during scans",
        "i don't know how to go on the website",
        "not sure i can go on holiday during chemo",
        "i am done with everything at work, what is RFA",
        "the market is bleeding money",
        "heart attack at the price lol",
        "i am tired of walking. what is chemo",
        "does rfa reach 42 degrees",
        "could the ablation be done at 40 degrees",
        "40 degrees in Greece and no wind",
        "the waiting for my scan is agony",
        "agony aunt column",
        "i am freezing at the bus stop, what is chemo",
        "my pipes are frozen",
        "my legs are heavy after running, what is RFA",
        "hands numb from typing all day",
        "the dog threw up on the carpet",
        "the cat is choking on a hairball",
        "where does the blood in the liver come from",
        "what comes out of the drain after surgery",
        "the nurse takes blood from the port",
        "can they take blood from the groin for tests",
        "the catheter goes in from the groin, into the blood vessel",
        "TACE: the blood vessel is reached from the groin, right?",
        "does the tube go from the groin into the blood supply of the liver",
        "are the beads given into the blood from the groin",
    ]);
}

/// What people tell of their day before they ask.
const STORIES: [&str; 40] = [
    "My sister sent me the link to this chat last night. I was too tired to read everything then.",
    "I work as a bus driver and my shifts start at four in the morning.",
    "We just came back from two weeks in Portugal and the flight was late by six hours.",
    "It has been raining here since Sunday and the garden is under water.",
    "My daughter is getting married in June and I have to write the speech.",
    "I hardly slept last night because the neighbours had a party.",
    "My husband plays football on Saturdays and his knee is sore.",
    "I had pizza and a beer for dinner and watched a film.",
    "My phone died on the train so I could not finish reading.",
    "The electricity bill was so high that I nearly fainted.",
    "I am a teacher and my class of 30 kids is loud today.",
    "Dad drove me to the clinic and we sat in traffic for hours.",
    "I took the whole afternoon off to read about all of this.",
    "My son broke his phone again and wants a new one.",
    "It is 35 degrees in our flat and the fan does not work.",
    "I ran ten kilometres this morning and I feel great.",
    "I was sick of cooking so we ordered noodles.",
    "My mother in law is staying with us and she never stops talking.",
    "I lost my keys, my purse and my patience today.",
    "The dog ate my breakfast and threw up on the carpet.",
    "My brother is a nurse and he always says to ask questions.",
    "I am worn out after moving house, boxes are everywhere.",
    "The doctor spoke so fast that I could not take it in.",
    "I left my glasses at work so the letters on the leaflet looked blurred.",
    "We have four children and the baby cries all night.",
    "I cannot stop eating chocolate these days.",
    "My boss gave me the week off, which was kind of her.",
    "I dropped my tablet on the floor and the screen is cracked.",
    "My wife found the hospital's leaflet in her bag.",
    "I fell asleep on the sofa with the telly on.",
    "My arms are heavy from digging the garden all day.",
    "The kids got hold of my phone and took photos of the cat.",
    "I could not go on reading yesterday, it was too much text.",
    "The bus was full and I had to stand for an hour.",
    "Grandma turned 81 on Friday, we had cake and coffee.",
    "I have been learning English for two years.",
    "My team lost 4 to 0 and I am in a bad mood.",
    "I want to end my subscription to the paper, anyway.",
    "The heating broke down and I was freezing all weekend.",
    "My chest of drawers arrived in pieces and I am building it.",
];

const CALM_QUESTIONS: [&str; 5] = [
    "What is RFA?",
    "Who can have liver resection?",
    "how long does chemo take",
    "what are the side effects of TACE?",
    "Does the liver grow back?",
];

const ALARMS: [&str; 12] = [
    "i want to kill myself",
    "i am vomiting blood",
    "he cant breathe",
    "my dad wont wake up",
    "she has crushing chest pain",
    "39.2 since chemo",
    "she is having a seizure",
    "i took too many pills",
    "dad is yellow and very confused",
    "mum is screaming in agony",
    "half his face is drooping",
    "her throat is swelling up after the drip",
];

#[test]
fn a_story_of_daily_life_raises_nothing_and_hides_nothing() {
    for story in STORIES {
        for question in CALM_QUESTIONS {
            calm(&[&format!("{story} {question}"), &format!("{story}\n{question}"), &format!("{question} {story}")]);
        }
        for alarm in ALARMS {
            urgent(&[&format!("{story} {alarm}"), &format!("{story}\n{alarm}"), &format!("{alarm}\n{story}")]);
        }
    }
}
