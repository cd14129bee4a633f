/** sign-in: the door for people. */
export { SignInForm } from './sign-in-form';
